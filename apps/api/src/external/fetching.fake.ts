import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Mode, NO_GUARDRAILS, type Override } from '@ibyok/mode-resolution';
import type { EntityManager } from 'typeorm';
import type { AuditEntry, SharedAuditEntry } from '../audit/audit-entry.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ServerConfig } from '../config/server-config.js';
import type { FetchConnection } from '../database/fetch-connection.js';
import type { ServerAddress } from '../http/server-address.js';
import { newAccessToken } from '../identifiers/access-token-format.js';
import { Keyring } from '../keyring/keyring.js';
import { masterKeyFrom } from '../keyring/master-key.js';
import type { RefusalBudget } from '../limits/refusal-budget.js';
import type { ExternalCaller } from './external-caller.js';
import type { FactsRepository } from './facts.repository.js';
import { FetchBatching } from './fetch-batching.js';
import { FetchDecision } from './fetch-decision.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';
import type { FetchRecordRepository } from './fetch-record.repository.js';
import type { FetchRequest } from './fetch-request.js';
import { KeyValues } from './key-values.js';
import { RefusedTokens } from './refused-tokens.js';
import { ValueService } from './value.service.js';

/** The value of the key that is fetched. */
export const LIVE = 'sk-proj-the-live-value';

/** A fetch's service with fakes that write down, in order, what happened. */
export function fetching(
  choices: {
    override?: Override;
    environmentDefault?: Mode;
    recordable?: boolean;
    found?: boolean;
    addressRanges?: string[];
    /** Whether facts that were read are remembered, and whether they are the same still when they are recorded. */
    remembers?: boolean;
    unchanged?: boolean;
  } = {},
) {
  const events: string[] = [];
  const entries: AuditEntry[] = [];
  const usedConnections: EntityManager[] = [];
  const lentConnections: EntityManager[] = [];
  const keyring = new Keyring([masterKeyFrom(randomBytes(32))]);
  const open = keyring.open.bind(keyring);
  keyring.open = (...args) => {
    events.push('open');
    return open(...args);
  };
  const sealed = keyring.seal(LIVE, { tenantId: 'ten_1', keyId: 'key_1', version: 3 });
  const facts: FetchFacts = {
    token: {
      id: 'tok_1',
      name: 'ci',
      tenantId: 'ten_1',
      scopes: ['keys:read'],
      environments: ['staging'],
      keyIds: null,
      addressRanges: choices.addressRanges ?? null,
    },
    environment: 'staging',
    environmentDefault: choices.environmentDefault ?? 'mock',
    fingerprint: randomBytes(32),
    key: {
      id: 'key_1',
      slug: 'a',
      name: 'A',
      llmType: 'openai',
      version: 3,
      override: choices.override ?? 'inherit',
      sealed,
    },
  };
  const remembered: FetchFacts = { ...facts, environmentDefault: 'live' };
  const repository = {
    remembered: (questions: readonly FetchQuestion[]) =>
      choices.remembers ? questions.map(() => remembered) : null,
    readAll: async (questions: readonly FetchQuestion[], on: EntityManager) => {
      usedConnections.push(on);
      const known = new Map<string, FetchFacts>();
      return questions.map(({ keyReference, environment }) => {
        const question = `facts of ${keyReference} in ${environment}`;
        if (!known.has(question)) {
          events.push(question);
          known.set(question, { ...facts, environment });
        }
        return (choices.found ?? true) ? (known.get(question) ?? null) : null;
      });
    },
  } as unknown as FactsRepository;
  const append = async (records: readonly SharedAuditEntry[], on: EntityManager) => {
    usedConnections.push(on);
    await new Promise((resolve) => setImmediate(resolve));
    if (choices.recordable === false) throw new Error('the record is lost');
    events.push('recorded');
    for (const { requests, ...entry } of records) {
      for (const { requestId, ip } of requests) entries.push({ ...entry, requestId, ip });
    }
  };
  const record = {
    append,
    appendIfUnchanged: async (
      _fetches: readonly FetchQuestion[],
      _facts: readonly FetchFacts[],
      records: readonly SharedAuditEntry[],
      on: EntityManager,
    ) => {
      events.push('compared');
      if (choices.unchanged === false) return false;
      await append(records, on);
      return true;
    },
  } as unknown as FetchRecordRepository;
  const config = { environment: 'staging', guardrails: NO_GUARDRAILS } as unknown as ServerConfig;
  const connection = {
    lend: <Result>(work: (manager: EntityManager) => Promise<Result>) => {
      const manager = {} as EntityManager;
      lentConnections.push(manager);
      return work(manager);
    },
  } as unknown as FetchConnection;
  const values = new KeyValues(keyring, { origin: 'http://localhost:3000' } as ServerAddress);
  const service = new ValueService(
    new FetchBatching(connection, null, null),
    repository,
    new FetchDecision(config, values),
    record,
    new RefusedTokens({} as AuditLog, { take: () => null } as unknown as RefusalBudget),
  );
  return { service, events, entries, facts, usedConnections, lentConnections };
}

/** Who fetches, with this Authorization. */
export function callerWith(authorization?: string): ExternalCaller {
  const message = {
    headers: { authorization },
    rawHeaders: authorization ? ['Authorization', authorization] : [],
  } as unknown as IncomingMessage;
  return { requestId: 'req_1', ip: '127.0.0.1', message };
}

/** A fetch of the key `a`, in an environment if one is named. */
export const fetchOf = (caller: ExternalCaller, env?: string): FetchRequest => ({
  keyReference: 'a',
  query: env ? { env } : {},
  caller,
});

/** Who fetches with a token that is made well. */
export const caller = () => callerWith(`Bearer ${newAccessToken()}`);
