import { type Environment, resolveMode } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import type { SharedAuditEntry } from '../audit/audit-entry.js';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Problem } from '../http/problem.js';
import type { Outcome } from './decided.js';
import { assertTokenMay, readableKey } from './denial.js';
import { environmentFrom } from './environment-from-query.js';
import type { FetchFacts } from './fetch-facts.js';
import type { FetchRequest } from './fetch-request.js';
import { KeyValues } from './key-values.js';

/** What of a record the decision brings. */
type Result = Pick<SharedAuditEntry, 'outcome' | 'reason' | 'keyVersion' | 'effectiveMode' | 'source'>;

/** Decides a fetch from its facts: whether it may, in which mode, and with which value. */
@Injectable()
export class FetchDecision {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly values: KeyValues,
  ) {}

  /** The environment that a fetch names, or the server's own. Throws a 400 Problem for a query that is not known. */
  environmentOf(query: FetchRequest['query']): Environment {
    return environmentFrom(query) ?? this.config.environment;
  }

  /** What a fetch from an address comes to, and the record of it. A refusal is an outcome, not an error. */
  decide(facts: FetchFacts, ip: string): Outcome {
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
        record: recordOf(facts, { outcome: 'allowed', keyVersion: key.version, effectiveMode, source }),
      };
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'internal_error';
      return { answer: error as Error, record: recordOf(facts, { outcome: 'denied', reason }) };
    }
  }
}

/** Field by field: Node 20 takes some µs to spread an object into a larger one, for each key of a batch. */
function recordOf({ token, key, environment }: FetchFacts, result: Result): Outcome['record'] {
  return {
    tenantId: token.tenantId,
    actor: { type: 'token', id: token.id, name: token.name },
    action: 'key.value.read',
    outcome: result.outcome,
    reason: result.reason,
    keyId: key?.id ?? null,
    keyVersion: result.keyVersion,
    tokenId: token.id,
    environment,
    effectiveMode: result.effectiveMode,
    source: result.source,
    requests: [],
  };
}
