import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Answer } from '../harness/api-client.js';
import { KeepAliveConnection } from '../harness/keep-alive-connection.js';
import { operations } from '../harness/openapi-document.js';
import { expectProblem } from '../harness/problem.js';
import { formsOf, secretsIn } from '../harness/secret-forms.js';
import { createKey, createToken, fetchValue } from '../harness/workspace.js';
import { anyRequest, type FuzzRequest } from './fuzz-requests.js';
import { FuzzSummary } from './fuzz-summary.js';
import { MARKER } from './fuzz-values.js';
import { startFuzzWorld } from './fuzz-world.js';

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 0x7fffffff));
const CASES = Number(process.env.FUZZ_CASES ?? 10_000);
const AT_ONCE = 40;
const TIMEOUT_MS = 600_000;

const world = await startFuzzWorld();
const { server, secrets } = world;
const { pid } = server.process;
const connections = Array.from({ length: AT_ONCE }, () => new KeepAliveConnection(server.origin));
const forms = Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, formsOf(secret)]));
// An invitation comes back in the cookie of a sign-in by a provider, to the browser that sent it.
const { 'an invitation': _, ...unanswered } = forms;
const { 'a live value': __, ...neverAnswered } = unanswered;
const LIVE_PATH = /^\/external\/keys\/[^/]+\/value/;
const summary = new FuzzSummary();
let sent = 0;

function bytesOf(request: FuzzRequest): Buffer {
  sent += 1;
  const credential = world.credential(request.by, request.path);
  const body = request.body === null ? null : Buffer.from(request.body, request.latin1 ? 'latin1' : 'utf8');
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    'Host: localhost',
    // An address of its own, so that no budget of refusals hides what else there is.
    `X-Forwarded-For: 10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
    ...(credential === null ? [] : [credential]),
    ...request.headers,
    ...(body === null ? [] : [`Content-Length: ${body.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)]);
}

function expectHarmless(request: FuzzRequest, answer: Answer): void {
  const all = `${answer.text}\n${JSON.stringify([...answer.headers])}`;
  const mayHaveValue = answer.status === 200 && LIVE_PATH.test(request.path);
  expect({ secrets: secretsIn(all, mayHaveValue ? neverAnswered : unanswered) }).toEqual({ secrets: [] });
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('x-injected')).toBeNull();
  expect(answer.headers.get('x-request-id')).toMatch(/./);
  if (answer.status < 400) return;
  expect(all.toLowerCase()).not.toContain(MARKER.toLowerCase());
  if (request.method !== 'HEAD') expectProblem(answer, answer.status);
}

async function ask(request: FuzzRequest, connection: KeepAliveConnection): Promise<void> {
  try {
    const answer = await connection.send(request.method, bytesOf(request));
    summary.count(request, answer.status);
    expectHarmless(request, answer);
  } catch (error) {
    // What the server logs of it comes by another way.
    await sleep(300);
    const asked = JSON.stringify(request).slice(0, 3_000);
    throw new Error(`${asked}: ${(error as Error).message}\n${server.process.stdout.slice(-3_000)}`);
  }
}

test(
  `whatever is asked, the server refuses it properly or does it, and tells nothing (FUZZ_SEED=${SEED})`,
  async () => {
    const several = fc.array(anyRequest(world.known), { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(several, async (requests) => {
        summary.restored += await world.restore();
        await Promise.all(
          requests.map((request, index) => ask(request, connections[index] as KeepAliveConnection)),
        );
      }),
      { seed: SEED, numRuns: Math.ceil(CASES / AT_ONCE), endOnFailure: process.env.FUZZ_SHRINK !== '1' },
    );
    process.stdout.write(`${summary.text(SEED)}\n`);
  },
  TIMEOUT_MS,
);

test('every operation was reached, refused what was wrong, and did what was right', () => {
  expect(sent).toBeGreaterThanOrEqual(CASES);
  expect(operations.filter(({ name }) => summary.of(name).total < CASES / operations.length / 2)).toEqual([]);
  if (CASES < 10_000) return;
  // What a fuzz run cannot make: the first owner again, a code of an app, a provider's answer, a linked identity.
  const never = /setup$|totp\/|identities\/|callback/;
  const undone = operations.filter(({ name }) => !never.test(name) && summary.of(name).done === 0);
  expect(undone.map(({ name }) => name)).toEqual([]);
  // Sessions that had ended would hide everything behind them.
  expect(summary.share(({ by, status }) => by === 'owner' && status === 401)).toBeLessThan(0.1);
  expect(summary.share(({ status }) => status < 300)).toBeGreaterThan(0.15);
  expect(summary.share(({ status }) => status === 400)).toBeGreaterThan(0.1);
});

test('the server lives, serves, and has said nothing of what it was sent', async () => {
  expect(server.process.hasEnded).toBe(false);
  expect(server.process.pid).toBe(pid);
  await world.restore();
  const { id, value } = await createKey(world.home.owner);
  await world.home.owner.patch(`/api/keys/${id}/overrides`, { production: 'live' });
  const app = server.withToken((await createToken(world.home.owner)).token);
  expect((await fetchValue(app, id, 'production')).body.value).toBe(value);
  expect(await server.process.stop()).toBe(0);
  const said = server.process.stdout + server.process.stderr;
  // The server prints its own setup token where it was not given one; here it was.
  expect(secretsIn(said, forms)).toEqual([]);
  expect(said).not.toContain(MARKER);
});
