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

const LIVE = 'sk-proj-the-live-value';

/** A fetch with fakes that write down, in order, what happened. */
function fetching(
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

function callerWith(authorization?: string): ExternalCaller {
  const message = {
    headers: { authorization },
    rawHeaders: authorization ? ['Authorization', authorization] : [],
  } as unknown as IncomingMessage;
  return { requestId: 'req_1', ip: '127.0.0.1', message };
}

/** A fetch of the key `a`, in an environment if one is named. */
const fetchOf = (caller: ExternalCaller, env?: string): FetchRequest => ({
  keyReference: 'a',
  query: env ? { env } : {},
  caller,
});

const caller = () => callerWith(`Bearer ${newAccessToken()}`);

describe('the way of a fetch', () => {
  it('asks for facts, opens, records, and only then answers', async () => {
    const { service, events } = fetching({ override: 'live' });
    const answer = await service.read(fetchOf(caller())).then((value) => {
      events.push('answered');
      return value;
    });
    expect(answer.value).toBe(LIVE);
    expect(events).toEqual(['facts of a in staging', 'open', 'recorded', 'answered']);
  });

  it('records on the connection that had the facts, for each batch', async () => {
    const { service, usedConnections, lentConnections } = fetching();
    await service.read(fetchOf(caller()));
    await service.read(fetchOf(caller()));
    const [first, second] = lentConnections;
    expect(lentConnections).toHaveLength(2);
    expect([first, first, second, second].map((one, index) => usedConnections[index] === one)).toEqual(
      Array(4).fill(true),
    );
  });

  it('never opens the live value for a mock', async () => {
    const { service, events } = fetching({ override: 'mock' });
    const { value, baseUrl } = await service.read(fetchOf(caller()));
    expect(value).toMatch(/^sk-mock-openai-[0-9a-f]{12}$/);
    expect(baseUrl).toBe('http://localhost:3000/mock/openai/v1');
    expect(events).not.toContain('open');
  });

  it('answers nothing where the record is lost', async () => {
    const { service } = fetching({ override: 'live', recordable: false });
    await expect(service.read(fetchOf(caller()))).rejects.toThrow('the record is lost');
  });

  it('records who fetched which version of what, where, with which outcome, and no value', async () => {
    const { service, entries } = fetching({ override: 'live' });
    await service.read(fetchOf(caller()));
    expect(entries).toEqual([
      {
        tenantId: 'ten_1',
        actor: { type: 'token', id: 'tok_1', name: 'ci' },
        action: 'key.value.read',
        outcome: 'allowed',
        keyId: 'key_1',
        keyVersion: 3,
        tokenId: 'tok_1',
        environment: 'staging',
        effectiveMode: 'live',
        source: 'key_override',
        requestId: 'req_1',
        ip: '127.0.0.1',
      },
    ]);
  });

  it('records every one of the fetches that asked the same together, and opens once', async () => {
    const { service, entries, events } = fetching({ override: 'live' });
    const callers = ['req_1', 'req_2', 'req_3'].map((requestId) => ({ ...caller(), requestId }));
    const answers = await Promise.all(callers.map((one) => service.read(fetchOf(one))));
    expect(answers.map(({ value }) => value)).toEqual([LIVE, LIVE, LIVE]);
    expect(entries.map(({ requestId }) => requestId)).toEqual(['req_1', 'req_2', 'req_3']);
    expect(events).toEqual(['facts of a in staging', 'open', 'recorded']);
  });

  it('gives each fetch of a batch its own answer', async () => {
    const { service, entries } = fetching({ override: 'live' });
    const [allowed, denied] = await Promise.allSettled([
      service.read(fetchOf(caller())),
      service.read(fetchOf(caller(), 'production')),
    ]);
    expect(allowed).toMatchObject({ status: 'fulfilled', value: { value: LIVE } });
    expect(denied).toMatchObject({ status: 'rejected', reason: { code: 'environment_not_allowed' } });
    expect(entries.map(({ outcome }) => outcome)).toEqual(['allowed', 'denied']);
  });

  it('refuses an environment that the token is not bound to, and records that', async () => {
    const { service, entries, events } = fetching({ override: 'live' });
    await expect(service.read(fetchOf(caller(), 'production'))).rejects.toMatchObject({
      code: 'environment_not_allowed',
    });
    expect(entries).toMatchObject([
      { outcome: 'denied', reason: 'environment_not_allowed', environment: 'production' },
    ]);
    expect(events).not.toContain('open');
  });

  it('makes a live value that does not open an error, never a mock', async () => {
    const { service, entries, facts } = fetching({ override: 'live' });
    if (facts.key) Object.assign(facts.key, { version: 4 });
    await expect(service.read(fetchOf(caller()))).rejects.toMatchObject({
      status: 500,
      code: 'value_not_openable',
    });
    expect(entries).toMatchObject([{ outcome: 'denied', reason: 'value_not_openable' }]);
  });

  it.each([
    ['none', undefined],
    ['another scheme', `Basic ${newAccessToken()}`],
    ['a wrong checksum', `Bearer ${newAccessToken().slice(0, -1)}_`],
  ])('looks nothing up for a token with %s', async (_, authorization) => {
    const { service, events } = fetching();
    await expect(service.read(fetchOf(callerWith(authorization)))).rejects.toMatchObject({ status: 401 });
    expect(events).toEqual([]);
  });

  it('answers by remembered facts where they are the same still, recorded by one statement', async () => {
    const { service, events, entries } = fetching({ remembers: true });
    const { value } = await service.read(fetchOf(caller()));
    expect(value).toBe(LIVE);
    expect(events).toEqual(['open', 'compared', 'recorded']);
    expect(entries).toMatchObject([{ effectiveMode: 'live', source: 'tenant_setting' }]);
  });

  it('answers by the facts that it reads, and records only that, where the remembered ones have changed', async () => {
    const { service, events, entries } = fetching({ remembers: true, unchanged: false });
    const { value } = await service.read(fetchOf(caller()));
    expect(value).toMatch(/^sk-mock-openai-/);
    expect(events).toEqual(['open', 'compared', 'facts of a in staging', 'recorded']);
    expect(entries).toMatchObject([{ effectiveMode: 'mock', source: 'tenant_setting' }]);
  });

  it('answers nothing by remembered facts where the record is lost', async () => {
    const { service, events } = fetching({ remembers: true, recordable: false });
    await expect(service.read(fetchOf(caller()))).rejects.toThrow('the record is lost');
    expect(events).not.toContain('facts of a in staging');
  });

  it('answers a token that no longer counts with 401, whatever is remembered of it', async () => {
    const { service, entries } = fetching({ remembers: true, unchanged: false, found: false });
    await expect(service.read(fetchOf(caller()))).rejects.toMatchObject({ status: 401 });
    expect(entries).toEqual([]);
  });

  it('gives a key the same mock every time, made without its value', async () => {
    const one = await fetching({ override: 'mock' }).service.read(fetchOf(caller()));
    const two = await fetching({ override: 'mock' }).service.read(fetchOf(caller()));
    expect(one.value).toBe(two.value);
  });
});
