import { startFakeCollector } from '../harness/fake-collector.js';
import type { Variables } from '../harness/server-process.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const PRELOAD = new URL('../harness/note-modules.mjs', import.meta.url).href;

const { server: first, owner, database } = await startWorkspace();
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);

/** The interface alone, which prom-client brings. */
const UNTRACED = ['@opentelemetry/api'];

/** What a server says that answered a fetch, and the packages of OpenTelemetry that it had loaded at its end. */
async function serve(env: Variables) {
  const server = await startServer({
    database,
    secrets: first.secrets,
    env: { NODE_OPTIONS: `--import=${PRELOAD}`, ...env },
  });
  expect((await fetchValue(server.withToken(token), key.id, 'production')).body.value).toBe(key.value);
  expect((await server.anonymous().get('/metrics')).text).not.toContain('ibyok_');
  expect(await server.process.stop()).toBe(0);
  const loaded: readonly string[] = JSON.parse(server.process.stderr);
  return { stdout: server.process.stdout, loaded };
}

test('without its variables nothing is measured or exported, and nothing is loaded that could', async () => {
  const { stdout, loaded } = await serve({});
  expect(stdout).not.toContain('Metrics');
  expect(loaded).toEqual(UNTRACED);
});

test('without an endpoint the other variables of OpenTelemetry mean nothing, whatever they say', async () => {
  const collector = await startFakeCollector();
  const { loaded } = await serve({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.origin}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_SERVICE_NAME: '',
    OTEL_TRACES_SAMPLER_ARG: 'some',
  });
  expect(loaded).toEqual(UNTRACED);
  expect(collector.exports).toEqual([]);
});

test('with an endpoint they are loaded, but for the exporter that is not used', async () => {
  const collector = await startFakeCollector();
  const { loaded } = await serve({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin });
  expect(loaded).toContain('@opentelemetry/exporter-trace-otlp-proto');
  expect(loaded).not.toContain('@opentelemetry/exporter-trace-otlp-http');
});
