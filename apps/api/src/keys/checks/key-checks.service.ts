import { Injectable } from '@nestjs/common';
import type { Person } from '../../access/person.js';
import { CheckBudget } from '../../limits/check-budget.js';
import { notChecked, type ProviderOutcome } from './check-outcome.js';
import { CheckRecords } from './check-records.js';
import { type CheckSubject, CheckSubjects } from './check-subjects.js';
import type { KeyCheck } from './key-check.dto.js';
import { ProviderCalls } from './provider-calls.js';

/** Checks whether stored keys open, and whether their providers accept them. */
@Injectable()
export class KeyChecksService {
  constructor(
    private readonly subjects: CheckSubjects,
    private readonly records: CheckRecords,
    private readonly providers: ProviderCalls,
    private readonly budget: CheckBudget,
  ) {}

  /** Checks a key's current version, with its record. No transaction waits for the provider. */
  async check(person: Person, keyId: string): Promise<KeyCheck> {
    await this.subjects.assertCheckable(person, keyId);
    return this.budget.within(person, keyId, async () => {
      // Opened only once there is room for the check: a refused one has no use for the value.
      const subject = await this.subjects.open(person, keyId);
      return this.records.ended(person, subject, await this.ask(person, subject));
    });
  }

  /** A value that leaves is on record before it does: what cannot be recorded is not sent. */
  private async ask(person: Person, subject: CheckSubject): Promise<ProviderOutcome> {
    const { llmType, value } = subject;
    if (value === null) return notChecked('not_decryptable');
    const reason = this.providers.reasonNotToAsk(llmType, value);
    if (reason !== null) return notChecked(reason);
    await this.records.started(person, subject);
    return this.providers.ask(llmType, value);
  }
}
