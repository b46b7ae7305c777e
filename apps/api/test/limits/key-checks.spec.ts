import type { Answer, ApiClient } from '../harness/api-client.js';
import { askingFakes, startFakeProvider } from '../harness/fake-provider.js';
import { newEmail } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const openai = await startFakeProvider('openai');
const env = { ...askingFakes([openai]), IBYOK_TRUST_PROXY: '127.0.0.1', IBYOK_SIGNUP: 'open' };
const { database, server } = await startWorkspace({ env });
const replica = await startServer({ database, secrets: server.secrets, env });
const TENANT_BUDGET = 10;
const ADDRESS_BUDGET = 30;

/** Checks one of the workspace's keys, on either replica. */
type Check = (index: number) => Promise<Answer>;

/** A workspace of somebody who signed up at an address, with more keys than it may check in a minute. */
async function signUpAt(ip: string): Promise<{ readonly check: Check; readonly api: ApiClient }> {
  const api = server.anonymous().copy(server.origin, ip);
  const account = { email: newEmail(), password: unique('password-'), tenantName: 'One more' };
  expect((await api.post('/api/signup', account)).status).toBe(201);
  const keys = await Promise.all(Array.from({ length: TENANT_BUDGET + 2 }, () => createKey(api)));
  const apis = [api, api.copy(replica.origin, ip)] as const;
  const check: Check = (index) => (apis[index % 2] ?? api).post(`/api/keys/${keys[index]?.id}/checks`);
  return { api, check };
}

const several = (count: number, check: Check): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => check(index)));

function expectLimited(answer: Answer): void {
  expectProblem(answer, 429, 'too_many_checks');
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
}

beforeEach(async () => {
  openai.asked.length = 0;
  await database.query('DELETE FROM attempt_window');
});

test('an address has thirty checks a minute, however many workspaces it opens, on every replica', async () => {
  const ip = '198.51.100.1';
  const workspaces = await Promise.all(Array.from({ length: 4 }, () => signUpAt(ip)));
  const answers = (await Promise.all(workspaces.map(({ check }) => several(TENANT_BUDGET, check)))).flat();
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(ADDRESS_BUDGET);
  expect(refused).toHaveLength(workspaces.length * TENANT_BUDGET - ADDRESS_BUDGET);
  refused.forEach(expectLimited);
  expect(openai.asked).toHaveLength(ADDRESS_BUDGET);
  const elsewhere = await signUpAt('198.51.100.2');
  expect((await elsewhere.check(0)).status).toBe(201);
});

test('what an address may not check costs its workspace nothing', async () => {
  const ip = '198.51.100.3';
  const full = await Promise.all(Array.from({ length: 3 }, () => signUpAt(ip)));
  await Promise.all(full.map(({ check }) => several(TENANT_BUDGET, check)));
  const last = await signUpAt(ip);
  (await several(TENANT_BUDGET, last.check)).forEach(expectLimited);
  const moved = last.api.copy(server.origin, '198.51.100.4');
  const answers = await several(TENANT_BUDGET, async () => {
    const { id } = await createKey(moved);
    return moved.post(`/api/keys/${id}/checks`);
  });
  expect(answers.map(({ status }) => status)).toEqual(Array(TENANT_BUDGET).fill(201));
});

test('what a workspace may not check costs its address nothing', async () => {
  const ip = '198.51.100.5';
  const [full, ...others] = await Promise.all(Array.from({ length: 3 }, () => signUpAt(ip)));
  if (!full) throw new Error('nobody signed up');
  await several(TENANT_BUDGET, full.check);
  for (let round = 0; round < 2; round += 1) {
    (await several(TENANT_BUDGET, full.check)).forEach(expectLimited);
  }
  const answers = await Promise.all(others.map(({ check }) => several(TENANT_BUDGET, check)));
  expect(answers.flat().map(({ status }) => status)).toEqual(Array(2 * TENANT_BUDGET).fill(201));
});
