import { resolveMode } from '@ibyok/mode-resolution';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log.js';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { BATCH_OBSERVERS, type BatchObservers } from '../database/batch-observer.js';
import { Batcher } from '../database/batcher.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import { FetchConnection } from '../database/fetch-connection.js';
import { Problem } from '../http/problem.js';
import { readAccessToken } from './bearer-token.js';
import { Decided, type Outcome } from './decided.js';
import { assertTokenMay, readableKey } from './denial.js';
import { environmentFrom } from './environment-from-query.js';
import type { KeyValue } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import { FactsRepository } from './facts.repository.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';
import { FETCH_OBSERVER, type FetchObserver, observed } from './fetch-observer.js';
import type { FetchRequest } from './fetch-request.js';
import { KeyValues } from './key-values.js';
import { RefusedTokens } from './refused-tokens.js';

/** A fetch on its way. */
interface Fetch extends FetchQuestion {
  readonly caller: ExternalCaller;
}

/** The way of a fetch: what the product is for. Nothing is cached; nothing leaves unrecorded. */
@Injectable()
export class ValueService {
  readonly #batcher: Batcher<Fetch, KeyValue | Error>;

  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    connection: FetchConnection,
    private readonly facts: FactsRepository,
    private readonly values: KeyValues,
    private readonly audit: AuditLog,
    private readonly refusedTokens: RefusedTokens,
    @Inject(FETCH_OBSERVER) private readonly observer: FetchObserver | null,
    @Inject(BATCH_OBSERVERS) observers: BatchObservers | null,
  ) {
    this.#batcher = new Batcher({
      serve: (fetches) => connection.lend((manager) => this.serve(fetches, manager)),
      ...FETCH_BATCHES,
      observe: observers?.('values'),
    });
  }

  /** Answers one fetch: the live value or a mock, and why. Throws the Problem it is refused with. */
  async read({ keyReference, query, caller }: FetchRequest): Promise<KeyValue> {
    // 1. token: its checksum is tested before anything is looked up.
    const accessToken = this.refusedTokens.counting(caller, () => readAccessToken(caller.message));
    const environment = environmentFrom(query) ?? this.config.environment;
    // It goes on together with the fetches that arrived meanwhile.
    const answer = await this.#batcher.add({ accessToken, keyReference, environment, caller });
    if (answer instanceof Error) throw answer;
    this.observer?.reveals(caller.message, answer.modeInfo);
    return answer;
  }

  private async serve(
    fetches: readonly Fetch[],
    manager: EntityManager,
  ): Promise<readonly (KeyValue | Error)[]> {
    // 2. facts: all of one moment, read after these fetches arrived.
    const facts = await observed(this.observer, 'facts', fetches, () => this.facts.readAll(fetches, manager));

    // 3. and 4.: decided, and opened if live; once for fetches that asked the same and so got the same facts.
    const decided = new Decided((one, ip) => this.decide(one, ip));
    const outcomes = fetches.map(({ caller }, index) => {
      const one = facts[index];
      return one ? decided.of(one, caller) : null;
    });

    // 5. record: committed before a byte of any answer leaves, by the server that had the facts.
    const records = decided.all().map(({ record, requests }) => ({ ...record, requests }));
    await observed(this.observer, 'record', fetches, () => this.audit.appendAll(records, manager));

    // 6. answer. A token that does not count is counted.
    return fetches.map(({ caller }, index) => outcomes[index]?.answer ?? this.refusedTokens.count(caller));
  }

  private decide(facts: FetchFacts, ip: string): Outcome {
    const record = recordOf(facts);
    try {
      const { token, environment, environmentDefault } = facts;
      assertTokenMay(token, ip, 'keys:read', environment);
      const key = readableKey(facts);

      // 3. resolveMode: the pure decision, with its source.
      const { guardrails } = this.config;
      const { override } = key;
      const { modeInfo } = resolveMode({ environment, guardrails, override, environmentDefault });
      const { effectiveMode, source } = modeInfo;

      // 4. open: only if live. A mock never touches the live value; a live value that does not open is an
      //    error, never a mock.
      const live = effectiveMode === 'live';
      const { value, baseUrl } = live ? this.values.live(token.tenantId, key) : this.values.mock(key);

      return {
        answer: { keyId: key.id, name: key.name, llmType: key.llmType, value, baseUrl, modeInfo },
        record: { ...record, outcome: 'allowed', keyVersion: key.version, effectiveMode, source },
      };
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'internal_error';
      return { answer: error as Error, record: { ...record, outcome: 'denied', reason } };
    }
  }
}

/** What every record of a fetch holds: who, which key, where. */
function recordOf({ token, key, environment }: FetchFacts): Omit<Outcome['record'], 'outcome'> {
  return {
    tenantId: token.tenantId,
    actor: { type: 'token', id: token.id, name: token.name },
    action: 'key.value.read',
    keyId: key?.id ?? null,
    tokenId: token.id,
    environment,
  };
}
