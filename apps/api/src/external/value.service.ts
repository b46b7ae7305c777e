import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SharedAuditEntry } from '../audit/audit-entry.js';
import type { Batcher } from '../database/batcher.js';
import { readAccessToken } from './bearer-token.js';
import { Decided, type Outcome } from './decided.js';
import type { KeyValue } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import { FactsRepository } from './facts.repository.js';
import { FetchBatching } from './fetch-batching.js';
import { FetchDecision } from './fetch-decision.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';
import { FetchRecordRepository } from './fetch-record.repository.js';
import type { FetchRequest } from './fetch-request.js';
import { RefusedTokens } from './refused-tokens.js';

/** A fetch on its way. */
interface Fetch extends FetchQuestion {
  readonly caller: ExternalCaller;
}

/** A batch that is decided, but neither recorded nor answered. */
interface DecidedBatch {
  readonly fetches: readonly Fetch[];
  readonly outcomes: readonly (Outcome | null)[];
  readonly records: readonly SharedAuditEntry[];
}

/** The way of a fetch: what the product is for. Nothing remembered answers by itself; nothing leaves unrecorded. */
@Injectable()
export class ValueService {
  readonly #batcher: Batcher<Fetch, KeyValue | Error>;

  constructor(
    private readonly batching: FetchBatching,
    private readonly facts: FactsRepository,
    private readonly decision: FetchDecision,
    private readonly record: FetchRecordRepository,
    private readonly refusedTokens: RefusedTokens,
  ) {
    this.#batcher = batching.gathering((fetches, manager) => this.serve(fetches, manager));
  }

  /** Answers one fetch: the live value or a mock, and why. Throws the Problem it is refused with. */
  async read({ keyReference, query, caller }: FetchRequest): Promise<KeyValue> {
    // 1. token: its checksum is tested before anything is looked up.
    const accessToken = this.refusedTokens.counting(caller, () => readAccessToken(caller.message));
    const environment = this.decision.environmentOf(query);
    // It goes on together with the fetches that arrived meanwhile.
    const answer = await this.#batcher.add({ accessToken, keyReference, environment, caller });
    if (answer instanceof Error) throw answer;
    this.batching.reveals(caller.message, answer.modeInfo);
    return answer;
  }

  private async serve(
    fetches: readonly Fetch[],
    manager: EntityManager,
  ): Promise<readonly (KeyValue | Error)[]> {
    // 2. facts: as they were last read, if they were. Whether they are the same still is asked with the record below.
    const remembered = this.facts.remembered(fetches);
    if (remembered) {
      const decided = this.decide(fetches, remembered);
      const append = () => this.record.appendIfUnchanged(fetches, remembered, decided.records, manager);
      if (await this.batching.step('record', fetches, append)) return this.answers(decided);
    }

    // 2. facts: all of one moment, read after these fetches arrived.
    const facts = await this.batching.step('facts', fetches, () => this.facts.readAll(fetches, manager));
    const decided = this.decide(fetches, facts);

    // 5. record: committed before a byte of any answer leaves, by the server that had the facts.
    if (decided.records.length > 0) {
      await this.batching.step('record', fetches, () => this.record.append(decided.records, manager));
    }
    return this.answers(decided);
  }

  /** 3. and 4.: decided, and opened if live; once for fetches that asked the same and so got the same facts. */
  private decide(fetches: readonly Fetch[], facts: readonly (FetchFacts | null)[]): DecidedBatch {
    const decided = new Decided((one, ip) => this.decision.decide(one, ip));
    const outcomes = fetches.map(({ caller }, index) => {
      const one = facts[index];
      return one ? decided.of(one, caller) : null;
    });
    return { fetches, outcomes, records: decided.all().map(({ record }) => record) };
  }

  /** 6. answer. A token that does not count is counted. */
  private answers({ fetches, outcomes }: DecidedBatch): readonly (KeyValue | Error)[] {
    return fetches.map(({ caller }, index) => outcomes[index]?.answer ?? this.refusedTokens.count(caller));
  }
}
