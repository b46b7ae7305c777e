import { newEmail } from '../harness/people.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const PROXY = '127.0.0.1,::1';
const { server, owner } = await startWorkspace({
  env: { IBYOK_METRICS_PORT: '0', IBYOK_TRUST_PROXY: PROXY },
});
const [, metrics = ''] = /Metrics at (http:\/\/localhost:\d+)\/metrics/.exec(server.process.stdout) ?? [];
/** Fewer than use an account up; each from an address of its own. */
const ATTEMPTS = 9;

async function cpuSeconds(): Promise<number> {
  const text = await (await fetch(`${metrics}/metrics`)).text();
  const [, seconds] = /^process_cpu_seconds_total (\S+)/m.exec(text) ?? [];
  return Number(seconds);
}

/** What some wrong sign-ins for an address cost the server, one after the other. */
async function costOf(email: string, network: number): Promise<number> {
  const before = await cpuSeconds();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const client = server.anonymous().copy(server.origin, `10.0.${network}.${attempt}`);
    const answer = await client.post('/api/session', { email, password: unique('password-') });
    expect(answer.status).toBe(401);
  }
  return (await cpuSeconds()) - before;
}

test('an unknown account costs the server as much as a wrong password', async () => {
  await costOf(newEmail(), 0);
  const known = await costOf(owner.email, 1);
  const unknown = await costOf(newEmail(), 2);
  // Work, not time: what else the machine does hardly shows. Without a hash to check it would be a tenth.
  expect(unknown).toBeGreaterThan(known / 2);
  expect(unknown).toBeLessThan(known * 2);
});
