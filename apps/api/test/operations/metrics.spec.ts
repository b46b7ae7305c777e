import { createServer } from 'node:net';
import { ServerProcess } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { createKey, fetchValue, NEVER_MADE_TOKEN, startWorkspace, unique } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const [, metrics = ''] = /Metrics at (http:\/\/localhost:\d+)\/metrics/.exec(server.process.stdout) ?? [];

/** The samples of one metric, as lines of Prometheus's text format. */
async function samples(name: string): Promise<string[]> {
  const answer = await fetch(`${metrics}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await answer.text()).split('\n').filter((line) => line.startsWith(name));
}

test('counts answers by the declared route, method and status', async () => {
  const key = await createKey(owner.api);
  for (let count = 0; count < 3; count += 1) await fetchValue(app, key.id);
  await server.withToken(NEVER_MADE_TOKEN).get(`/external/keys/${key.id}/value`);
  const counts = await samples('ibyok_http_request_duration_seconds_count');
  const route = 'method="GET",route="/external/keys/:keyId/value"';
  expect(counts).toContain(`ibyok_http_request_duration_seconds_count{${route},status="200"} 3`);
  expect(counts).toContain(`ibyok_http_request_duration_seconds_count{${route},status="401"} 1`);
});

test('no part of an address that somebody sent becomes a label', async () => {
  const planted = unique('planted');
  for (const path of [
    `/${planted}`,
    `/api/keys/${planted}`,
    `/external/keys/${planted}/value?env=${planted}`,
  ]) {
    await server.anonymous().get(path);
  }
  const text = await (await fetch(`${metrics}/metrics`)).text();
  expect(text).toContain('route="/api/keys/:id"');
  expect(text).not.toContain(planted);
});

test('has Node’s own figures', async () => {
  expect(await samples('nodejs_eventloop_lag_seconds ')).toHaveLength(1);
  expect(await samples('process_resident_memory_bytes ')).toHaveLength(1);
});

test('serves nothing but metrics there, and no metrics elsewhere', async () => {
  expect((await fetch(`${metrics}/api/session`)).status).toBe(404);
  expect((await fetch(`${metrics}/health/live`)).status).toBe(404);
  expect((await fetch(`${metrics}/metrics`, { method: 'POST' })).status).toBe(405);
  expect((await server.anonymous().get('/metrics')).text).not.toContain('ibyok_http');
});

test('a port that is taken stops the start, and its variable is named', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const database = await createTestDatabase();
  const { masterKey, sessionSecret } = server.secrets;
  const refused = new ServerProcess({
    PORT: '0',
    IBYOK_METRICS_PORT: String(typeof address === 'object' ? address?.port : 0),
    DATABASE_URL: database.url,
    IBYOK_MASTER_KEY: masterKey,
    IBYOK_SESSION_SECRET: sessionSecret,
  });
  expect(await refused.ended()).toBe(1);
  expect(refused.stderr).toContain('IBYOK_METRICS_PORT');
  await new Promise((resolve) => other.close(resolve));
});
