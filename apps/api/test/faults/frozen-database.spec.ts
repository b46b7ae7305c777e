import { setTimeout as sleep } from 'node:timers/promises';
import { expectBack, expectLost, startBereft } from '../harness/lost-database.js';
import { startOwnCluster } from '../harness/own-cluster.js';
import { fetchValue } from '../harness/workspace.js';

const FROZEN_MS = 20_000;
/** Milliseconds between two arrivals, of so many requests each. */
const PERIOD = 50;
const FETCHES = 15;
/** Milliseconds: a hang is longer, a busy machine's answer is not. */
const ANSWERED_WITHIN = 8_000;
/** Bytes beyond what it had: all that waits at once fits in less. */
const ROOM = 200 * 1024 * 1024;

const cluster = await startOwnCluster();
const bereft = await startBereft({ database: cluster.database, env: { IBYOK_METRICS_PORT: '0' } });
const { server, owner, token, key } = bereft;
const app = server.withToken(token);
const [, metrics = ''] = /Metrics at (http:\/\/localhost:\d+)\/metrics/.exec(server.process.stdout) ?? [];

async function residentMemory(): Promise<number> {
  const text = await (await fetch(`${metrics}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

interface Told {
  readonly status: number;
  readonly text: string;
  readonly took: number;
}

async function timed(
  asking: () => Promise<{ readonly status: number; readonly text: string }>,
): Promise<Told> {
  const began = performance.now();
  const { status, text } = await asking();
  return { status, text, took: performance.now() - began };
}

test('while PostgreSQL stands still for 20 s under load, each request is refused in time, within bounded memory', async () => {
  const before = await residentMemory();
  expect(before).toBeGreaterThan(0);
  await cluster.freeze();
  const asked: Promise<Told>[] = [];
  const end = performance.now() + FROZEN_MS;
  let most = before;
  // A slow machine takes longer to ask as often.
  for (let period = 0; performance.now() < end || asked.length <= 1_000; period += 1) {
    const fetches = Array.from({ length: FETCHES }, () => timed(() => fetchValue(app, key.id, 'production')));
    asked.push(
      ...fetches,
      timed(() => owner.api.get('/api/keys')),
    );
    if (period % 20 === 0) {
      most = Math.max(most, await residentMemory());
      expect((await server.anonymous().get('/health/live')).status).toBe(200);
    }
    await sleep(PERIOD);
  }
  await expectLost(bereft);
  const answers = await Promise.all(asked);
  expect(answers.length).toBeGreaterThan(1_000);
  // What was on its way as it froze may have been answered.
  expect(answers.slice(100).filter(({ status }) => status !== 503)).toEqual([]);
  expect(answers.filter(({ status, text }) => status === 503 && text.includes(key.value))).toEqual([]);
  expect(answers.filter(({ took }) => took > ANSWERED_WITHIN)).toEqual([]);
  expect(most - before).toBeLessThan(ROOM);
});

test('once PostgreSQL goes on, the same process serves again', async () => {
  cluster.thaw();
  await expectBack(bereft);
});
