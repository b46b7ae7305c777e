import type { Answer, ApiClient } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import {
  createKey,
  createToken,
  fetchValue,
  NEVER_MADE_TOKEN,
  startWorkspace,
} from '../harness/workspace.js';

const env = { IBYOK_TRUST_PROXY: '127.0.0.1' };
const { database, server, owner } = await startWorkspace({ env });
const replica = await startServer({
  database,
  secrets: server.secrets,
  env: { ...env, IBYOK_ROLE: 'external' },
});
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
const BUDGET = 100;

const at = (ip: string, carried: string | null, origin = server.origin): ApiClient =>
  (carried === null ? server.anonymous() : server.withToken(carried)).copy(origin, ip);
const fetching = (ip: string, carried: string | null, origin?: string): Promise<Answer> =>
  fetchValue(at(ip, carried, origin), key.id);

async function exhaust(ip: string): Promise<void> {
  const kinds = [NEVER_MADE_TOKEN, 'junk', null, `${token.slice(0, -1)}x`] as const;
  for (let index = 0; index < BUDGET; index += 1) {
    expectProblem(await fetching(ip, kinds[index % kinds.length] ?? null), 401, 'unauthenticated');
  }
}

test('the hundred and first refusal of an address in a minute is 429, of whatever kind and on every path', async () => {
  await exhaust('203.0.113.1');
  const first = await fetching('203.0.113.1', NEVER_MADE_TOKEN);
  for (const carried of [NEVER_MADE_TOKEN, 'junk', null]) {
    for (const path of [
      `/external/keys/${key.id}/value`,
      `/external/keys/${key.id}/mode`,
      '/external/keys',
      '/external/usage',
    ]) {
      const answer = await at('203.0.113.1', carried).get(path);
      expectProblem(answer, 429, 'too_many_attempts');
      expect(withoutRequestId(answer)).toEqual(withoutRequestId(first));
      expect([...answer.headers.keys()]).toEqual([...first.headers.keys()]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
  }
});

test('a valid token is never limited, and costs no count', async () => {
  const counts = () => database.query('SELECT kind, subject, count FROM attempt_window ORDER BY 1, 2');
  const ip = '203.0.113.2';
  await exhaust(ip);
  await eventually('the count is shared', async () =>
    (await counts()).some(({ subject, count }) => subject === ip && count === BUDGET),
  );
  const before = await counts();
  for (let index = 0; index < 20; index += 1) expect((await fetching(ip, token)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await counts()).toEqual(before);
  expectProblem(await fetching(ip, 'junk'), 429);
});

test('another address is not limited with it', async () => {
  expectProblem(await fetching('203.0.113.3', 'junk'), 401);
});

test('the count is shared by replicas', async () => {
  const ip = '203.0.113.4';
  await exhaust(ip);
  await eventually('the replica limits it', async () => {
    const { status } = await fetching(ip, 'junk', replica.origin);
    return status === 429;
  });
});

test('the count survives a restart, and its window ends by the clock of the database', async () => {
  const ip = '203.0.113.5';
  await exhaust(ip);
  expect(await replica.process.stop()).toBe(0);
  expect(await server.process.stop()).toBe(0);
  const next = await startServer({ database, secrets: server.secrets, env });
  await eventually('the next server limits it', async () => {
    return (await fetching(ip, 'junk', next.origin)).status === 429;
  });
  await database.query(`UPDATE attempt_window SET ends_at = now() - interval '1 ms' WHERE subject = $1`, [
    ip,
  ]);
  await eventually('a new window', async () => (await fetching(ip, 'junk', next.origin)).status === 401);
});
