import { randomBytes } from 'node:crypto';
import { eventually } from '../harness/eventually.js';
import { attributesOf, type SentSpan, startFakeCollector } from '../harness/fake-collector.js';
import { flood } from '../harness/flood.js';
import { formsOf, secretsIn } from '../harness/secret-forms.js';
import type { Variables } from '../harness/server-process.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const VALUE_SPAN = 'GET /external/keys/:keyId/value';
const SERVER = 2;
const CLIENT = 3;

const { server: first, owner, database } = await startWorkspace();
const key = await createKey(owner.api);
const created = await createToken(owner.api, { name: unique('named-') });

/** A server that exports to a collector of its own, and what it takes to ask it and to read what it sent. */
async function startTraced(env: Variables = {}) {
  const collector = await startFakeCollector();
  const server = await startServer({
    database,
    secrets: first.secrets,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...env },
  });
  return {
    collector,
    server,
    app: server.withToken(created.token),
    /** Stops the server, which exports what is left; resolves to all spans. */
    async spans(): Promise<readonly SentSpan[]> {
      expect(await server.process.stop()).toBe(0);
      return collector.spans();
    },
  };
}

const named = (spans: readonly SentSpan[], name: string) => spans.filter((span) => span.name === name);
const hex = (bytes: number) => randomBytes(bytes).toString('hex');

test('a fetch is a span of the trace that its traceparent names, with its facts and its record below', async () => {
  const { server, spans, collector } = await startTraced();
  const [traceId, parentId] = [hex(16), hex(8)];
  const headers = { authorization: `Bearer ${created.token}`, traceparent: `00-${traceId}-${parentId}-01` };
  const answer = await server
    .anonymous()
    .request('GET', `/external/keys/${key.id}/value?env=production`, { headers });
  expect(answer.status).toBe(200);
  // Without being asked to stop, too.
  await eventually('the spans are exported', () => named(collector.spans(), VALUE_SPAN).length > 0);

  const all = await spans();
  const [request] = named(all, VALUE_SPAN);
  expect(request).toMatchObject({ traceId, parentSpanId: parentId, kind: SERVER });
  expect(attributesOf(request as SentSpan)).toEqual({
    'http.request.method': 'GET',
    'url.scheme': 'http',
    'http.route': '/external/keys/:keyId/value',
    'http.response.status_code': 200,
    'ibyok.environment': 'production',
    'ibyok.mode': 'live',
    'ibyok.source': 'tenant_setting',
  });
  for (const name of ['read facts', 'commit record']) {
    const [step, ...more] = named(all, name);
    expect(more).toEqual([]);
    expect(step).toMatchObject({ traceId, parentSpanId: request?.spanId, kind: CLIENT });
    expect(attributesOf(step as SentSpan)).toEqual({ 'db.system.name': 'postgresql', 'ibyok.batch.size': 1 });
  }
  expect(collector.resource()).toMatchObject({
    'service.name': 'ibyok',
    'deployment.environment.name': 'development',
  });
});

test('a batch is below the first of its fetches, and linked both ways with the others', async () => {
  const { server, spans } = await startTraced();
  const answers = await flood(server.origin, `/external/keys/${key.id}/value`, created.token, 300);
  expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(300);
  const all = await spans();
  const requests = named(all, VALUE_SPAN);
  expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(300);
  const steps = named(all, 'commit record');
  const sizes = steps.map((span) => Number(attributesOf(span)['ibyok.batch.size']));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300);
  // More than the links that a span has unless told otherwise.
  expect(Math.max(...sizes)).toBeGreaterThan(129);
  for (const [index, step] of steps.entries()) {
    const links = step.links ?? [];
    expect(links).toHaveLength(Number(sizes[index]) - 1);
    expect(requests.map(({ spanId }) => spanId)).toContain(step.parentSpanId);
    for (const link of links) {
      const request = requests.find(({ spanId }) => spanId === link.spanId);
      expect(request?.links?.map(({ spanId }) => spanId)).toContain(step.spanId);
    }
  }
});

test('a denial names its reason; no secret, name, id or part of an address is in any byte', async () => {
  const { server, app, spans, collector } = await startTraced({ IBYOK_TRUST_PROXY: '127.0.0.1' });
  const planted = unique('planted-');
  const misplaced = unique('sk-');
  await fetchValue(app, key.slug, 'production');
  await fetchValue(app, planted);
  await fetchValue(app, key.id, planted);
  await fetchValue(server.withToken(unique('ibyok_')), key.id);
  await server.anonymous().get(`/external/keys/${misplaced}/value?access_token=${created.token}`);
  await server.anonymous().get(`/${planted}?value=${misplaced}`);
  await server.anonymous().request('GET', '/health/live', {
    headers: {
      'x-forwarded-proto': planted,
      'user-agent': planted,
      baggage: `a=${planted}`,
      traceparent: planted,
    },
  });
  const traceId = hex(16);
  await server.anonymous().request('GET', '/health/live', {
    headers: { traceparent: `00-${traceId}-${hex(8)}-01`, tracestate: `vendor=${planted}` },
  });
  const body = { email: owner.email, password: owner.password };
  expect((await server.anonymous().post('/api/session', body)).status).toBe(201);

  const all = await spans();
  const reasons = named(all, VALUE_SPAN).map((span) => attributesOf(span)['ibyok.problem.code']);
  expect(reasons.filter(Boolean).sort()).toEqual([
    'key_not_found',
    'unauthenticated',
    'unauthenticated',
    'validation_failed',
  ]);
  // None of them is the server's own fault.
  for (const span of all) expect(attributesOf(span)).not.toHaveProperty('error.type');
  expect(named(all, 'POST /api/session')).toHaveLength(1);
  expect(all.map((span) => span.traceId)).toContain(traceId);
  const bytes = collector.exports.map((sent) => `${JSON.stringify(sent.headers)}${sent.body}`).join('\n');
  const secrets = { token: created.token, value: key.value, planted, misplaced, password: owner.password };
  const forms = Object.entries(secrets).map(([name, secret]) => [name, formsOf(secret)] as const);
  expect(secretsIn(bytes, Object.fromEntries(forms))).toEqual([]);
  const { tenant } = owner.session;
  for (const name of [
    key.name,
    key.slug,
    key.id,
    created.name,
    created.id,
    owner.email,
    tenant.id,
    '127.0.0.1:',
  ])
    expect(bytes.replaceAll(collector.origin.slice('http://'.length), '')).not.toContain(name);
});

test('protobuf is what is sent unless JSON is asked for, with the headers and the name that were given', async () => {
  const { app, server, collector } = await startTraced({
    OTEL_EXPORTER_OTLP_PROTOCOL: undefined,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=abc',
    OTEL_SERVICE_NAME: 'vault-of-acme',
  });
  expect((await fetchValue(app, key.id, 'production')).status).toBe(200);
  expect(await server.process.stop()).toBe(0);
  const [sent] = collector.exports;
  expect(sent?.headers).toMatchObject({ 'content-type': 'application/x-protobuf', 'x-collector-key': 'abc' });
  const bytes = Buffer.concat(collector.exports.map(({ body }) => body)).toString('latin1');
  for (const text of [VALUE_SPAN, 'read facts', 'commit record', 'vault-of-acme'])
    expect(bytes).toContain(text);
  const forms = { token: formsOf(created.token), value: formsOf(key.value), id: formsOf(key.id) };
  expect(secretsIn(bytes, forms)).toEqual([]);
});

test('a share of 0 exports what others began to sample, and nothing else', async () => {
  const { app, spans, server } = await startTraced({
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  });
  const traceId = hex(16);
  await fetchValue(app, key.id);
  const path = `/external/keys/${key.id}/value`;
  const send = (traceparent: string) =>
    server
      .anonymous()
      .request('GET', path, { headers: { authorization: `Bearer ${created.token}`, traceparent } });
  await send(`00-${hex(16)}-${hex(8)}-00`);
  await send(`00-${traceId}-${hex(8)}-01`);
  const all = await spans();
  // Its facts were known from the ones before, so that one statement was all.
  expect(all.map(({ name }) => name).sort()).toEqual([VALUE_SPAN, 'commit record']);
  expect(new Set(all.map((span) => span.traceId))).toEqual(new Set([traceId]));
});
