import { readFileSync } from 'node:fs';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

/** Of sign-ins at once; hashed at once, they would need 19 MiB each, 5.7 GiB in all. */
const FLOOD = 300;
const MOST_MEMORY = 1_000_000;

const { server, owner, app } = await startWorkspace({ env: { IBYOK_TRUST_PROXY: '127.0.0.1' } });
const key = await createKey(owner.api);

/** The most memory that the server ever had, in kB. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
}

test('of a flood of sign-ins a few are checked at once, some wait, the rest come again; fetches are answered', async () => {
  const flood = Array.from({ length: FLOOD }, (_, index) =>
    server
      .anonymous()
      .copy(server.origin, `198.51.${index >> 8}.${index & 255}`)
      .post('/api/session', { email: `${unique('nobody-')}@example.com`, password: unique('wrong-') }),
  );
  for (let read = 0; read < 20; read += 1) {
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
  }
  const answers = await Promise.all(flood);
  const checked = answers.filter(({ status }) => status === 401);
  const refused = answers.filter(({ status }) => status !== 401);
  expect(checked.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expectProblem(answer, 503, 'overloaded');
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  }
  if (process.platform === 'linux') expect(peakMemory()).toBeLessThan(MOST_MEMORY);

  const { email, password } = owner;
  expect((await server.anonymous().post('/api/session', { email, password })).status).toBe(201);
});
