import { Injectable } from '@nestjs/common';
import type { Person } from '../access/person.js';
import { Problem } from '../http/problem.js';
import { addressGroup } from './address-group.js';
import { AttemptWindowsRepository, type Share, type Window } from './attempt-windows.repository.js';
import { BUDGETS } from './budgets.js';

/**
 * Bounds the calls that checks of keys make to providers, on all replicas together: ten a minute for a tenant, thirty
 * for an address whatever tenants it works in, and one at a time for a key.
 */
@Injectable()
export class CheckBudget {
  constructor(private readonly windows: AttemptWindowsRepository) {}

  /**
   * Runs a person's check of a key where there is room for it; throws 429 `too_many_checks` without running it where
   * there is none.
   */
  async within<Result>(
    { tenantId, ip }: Pick<Person, 'tenantId' | 'ip'>,
    keyId: string,
    check: () => Promise<Result>,
  ): Promise<Result> {
    const tenant = { budget: BUDGETS.checksOfTenant, subject: tenantId };
    const address = { budget: BUDGETS.checksOfAddress, subject: addressGroup(ip) };
    const ofKey = await this.take([{ budget: BUDGETS.checkOfKey, subject: keyId }]);
    try {
      await this.take([tenant, address]);
      return await check();
    } finally {
      // What is not ended here ends by itself.
      await this.windows.end(ofKey).catch(() => {});
    }
  }

  /**
   * Takes one of each share, or none where one is exhausted. Until the other is given back, it too may have no room for
   * somebody who asks for its last: accepted, as it lasts a moment; to look first and take then could let more
   * through than there is room for.
   */
  private async take(shares: readonly Share[]): Promise<readonly Window[]> {
    const taken = await this.windows.take(shares);
    if (taken.length === shares.length) return taken;
    if (taken.length > 0) await this.windows.giveBack(taken);
    const exhausted = shares.filter(({ budget }) => taken.every(({ kind }) => kind !== budget.kind));
    const windows = await this.windows.find(exhausted);
    const seconds = Math.max(1, ...windows.map(({ secondsLeft }) => Math.ceil(secondsLeft)));
    throw new Problem(
      429,
      'too_many_checks',
      'A check of this key is under way, or the workspace had ten in a minute, or your address thirty. Wait as long as Retry-After says.',
      { headers: { 'retry-after': String(seconds) } },
    );
  }
}
