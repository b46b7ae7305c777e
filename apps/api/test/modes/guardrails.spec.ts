import type { Environment, Mode } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner } from '../harness/workspace.js';

const database = await createTestDatabase();
const SETTINGS = '/api/settings/environments';

interface Case {
  readonly env: Readonly<Record<string, string>>;
  readonly shown: Readonly<Record<Environment, { forced: Mode | null; allowed: readonly Mode[] }>>;
  readonly forbidden: readonly { environment: Environment; mode: Mode; guardrail: string }[];
  readonly allowed: readonly { environment: Environment; mode: Mode }[];
}

const free = { forced: null, allowed: ['mock', 'live'] } as const;

/** Three servers that force or forbid differently; together they meet every case of the contract. */
const CASES: readonly Case[] = [
  {
    env: { DEV_MODE_FORCED: 'mock', STAGING_MODE_FORCED: 'live', PROD_MOCK_ALLOWED: 'false' },
    shown: {
      development: { forced: 'mock', allowed: ['mock'] },
      staging: { forced: 'live', allowed: ['live'] },
      production: { forced: null, allowed: ['live'] },
    },
    forbidden: [
      { environment: 'development', mode: 'live', guardrail: 'DEV_MODE_FORCED' },
      { environment: 'staging', mode: 'mock', guardrail: 'STAGING_MODE_FORCED' },
      { environment: 'production', mode: 'mock', guardrail: 'PROD_MOCK_ALLOWED' },
    ],
    allowed: [
      { environment: 'development', mode: 'mock' },
      { environment: 'staging', mode: 'live' },
      { environment: 'production', mode: 'live' },
    ],
  },
  {
    env: { DEV_MODE_FORCED: 'live', STAGING_MODE_FORCED: 'mock', PROD_MODE_FORCED: 'mock' },
    shown: {
      development: { forced: 'live', allowed: ['live'] },
      staging: { forced: 'mock', allowed: ['mock'] },
      production: { forced: 'mock', allowed: ['mock'] },
    },
    forbidden: [
      { environment: 'development', mode: 'mock', guardrail: 'DEV_MODE_FORCED' },
      { environment: 'staging', mode: 'live', guardrail: 'STAGING_MODE_FORCED' },
      { environment: 'production', mode: 'live', guardrail: 'PROD_MODE_FORCED' },
    ],
    allowed: [{ environment: 'production', mode: 'mock' }],
  },
  {
    env: { PROD_MODE_FORCED: 'live', PROD_MOCK_ALLOWED: 'true' },
    shown: { development: free, staging: free, production: { forced: 'live', allowed: ['live'] } },
    forbidden: [{ environment: 'production', mode: 'mock', guardrail: 'PROD_MODE_FORCED' }],
    allowed: [
      { environment: 'development', mode: 'live' },
      { environment: 'staging', mode: 'mock' },
      { environment: 'production', mode: 'live' },
    ],
  },
];

const first = await startServer({ database });
const owner = await createOwner(first);
const key = await createKey(owner.api);
await first.process.stop();

describe.each(CASES)('with $env', ({ env, shown, forbidden, allowed }) => {
  const server = startServer({ database, secrets: first.secrets, env });
  const client = async () => owner.api.copy((await server).origin);
  const overrides = `/api/keys/${key.id}/overrides`;

  test('shows what is forced and allowed', async () => {
    expect((await (await client()).get('/api/guardrails')).body).toEqual(shown);
  });

  test.each(forbidden)('refuses $mode in $environment as default and as override', async (choice) => {
    const api = await client();
    const { environment, mode, guardrail } = choice;
    const before = [(await api.get(SETTINGS)).body, (await api.get(`/api/keys/${key.id}`)).body];
    for (const path of [SETTINGS, overrides]) {
      const answer = await api.patch(path, { [environment]: mode });
      const problem = expectProblem(answer, 409, 'guardrail_forbids');
      expect(problem.detail).toContain(guardrail);
    }
    const after = [(await api.get(SETTINGS)).body, (await api.get(`/api/keys/${key.id}`)).body];
    expect(after).toEqual(before);
  });

  test('a change that is forbidden in part is refused whole', async () => {
    const api = await client();
    for (const [path, other] of [
      [SETTINGS, allowed],
      [overrides, allowed],
    ] as const) {
      const body = Object.fromEntries(
        [...other, ...forbidden.slice(0, 1)].map(({ environment, mode }) => [environment, mode]),
      );
      const before = (await api.get(path.replace('/overrides', ''))).body;
      expectProblem(await api.patch(path, body), 409, 'guardrail_forbids');
      expect((await api.get(path.replace('/overrides', ''))).body).toEqual(before);
    }
  });

  test.each(allowed)('takes $mode in $environment', async ({ environment, mode }) => {
    const api = await client();
    expect((await api.patch(SETTINGS, { [environment]: mode })).status).toBe(200);
    expect((await api.patch(overrides, { [environment]: mode })).status).toBe(200);
  });

  test('always takes inherit', async () => {
    const api = await client();
    const inherit = { development: 'inherit', staging: 'inherit', production: 'inherit' };
    const answer = await api.patch(overrides, inherit);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ overrides: inherit });
  });

  test('nobody changes a guardrail over HTTP', async () => {
    const api = await client();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const body = method === 'DELETE' ? undefined : { production: { forced: null } };
      expectProblem(await api.request(method, '/api/guardrails', { body }), 405);
    }
    const headers = { 'x-prod-mode-forced': 'mock', 'x-forwarded-env': 'development' };
    expect((await api.request('GET', '/api/guardrails', { headers })).body).toEqual(shown);
  });
});
