import { readMetrics, samplesOf, total } from '../harness/metrics.js';
import { formsOf, secretsIn } from '../harness/secret-forms.js';
import { startServer } from '../harness/test-server.js';
import {
  createKey,
  createToken,
  fetchValue,
  NEVER_MADE_TOKEN,
  startWorkspace,
  unique,
} from '../harness/workspace.js';

const VALUE_ROUTE = '/external/keys/:keyId/value';

const workspace = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const { server, owner, app } = workspace;
const key = await createKey(owner.api);

/** How much each of these has grown by what is done. */
async function growthOf(
  metrics: Readonly<Record<string, readonly [name: string, labels?: Readonly<Record<string, string>>]>>,
  act: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const before = await readMetrics(server);
  await act();
  const after = await readMetrics(server);
  return Object.fromEntries(
    Object.entries(metrics).map(([title, [name, labels]]) => [
      title,
      total(after, name, labels) - total(before, name, labels),
    ]),
  );
}

const REVEALS = 'ibyok_reveal_duration_seconds_count';
const live = { environment: 'production', mode: 'live', source: 'tenant_setting' };
const mock = { environment: 'development', mode: 'mock', source: 'tenant_setting' };

test('a live fetch and two mocks are counted by environment, mode and source, and timed', async () => {
  const growth = await growthOf(
    {
      live: [REVEALS, live],
      mock: [REVEALS, mock],
      all: [REVEALS],
      seconds: ['ibyok_reveal_duration_seconds_sum'],
      batches: ['ibyok_batch_size_requests_count', { batch: 'values' }],
      requests: ['ibyok_batch_size_requests_sum', { batch: 'values' }],
      facts: ['ibyok_fetch_facts_duration_seconds_count'],
      factsTime: ['ibyok_fetch_facts_duration_seconds_sum'],
      records: ['ibyok_fetch_record_duration_seconds_count'],
      recordTime: ['ibyok_fetch_record_duration_seconds_sum'],
      denials: ['ibyok_denials_total'],
    },
    async () => {
      expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
      expect((await fetchValue(app, key.id, 'development')).status).toBe(200);
      expect((await fetchValue(app, key.id, 'development')).status).toBe(200);
    },
  );
  const { seconds, factsTime, recordTime, ...counts } = growth;
  expect(counts).toEqual({
    live: 1,
    mock: 2,
    all: 3,
    batches: 3,
    requests: 3,
    // The last one's are known from the one before, and checked with its record.
    facts: 2,
    records: 3,
    denials: 0,
  });
  expect(seconds).toBeGreaterThan(0);
  expect(factsTime).toBeGreaterThan(0);
  expect(recordTime).toBeGreaterThan(0);
  // A reveal waits for both.
  expect(seconds).toBeGreaterThan(Number(factsTime) + Number(recordTime));
});

test('fetches that arrive together are one batch or a few, with each of them in it', async () => {
  const { batches, requests, reveals } = await growthOf(
    {
      batches: ['ibyok_batch_size_requests_count', { batch: 'values' }],
      requests: ['ibyok_batch_size_requests_sum', { batch: 'values' }],
      reveals: [REVEALS],
    },
    () => Promise.all(Array.from({ length: 40 }, () => fetchValue(app, key.id))),
  );
  expect({ requests, reveals }).toEqual({ requests: 40, reveals: 40 });
  expect(batches).toBeLessThan(40);
});

test('fetches of several keys and tokens whose facts are known wait for one statement, whichever come together', async () => {
  const keys = [key, await createKey(owner.api), await createKey(owner.api)];
  const { token } = await createToken(owner.api);
  const questions = keys.flatMap(({ id }) =>
    [app, server.withToken(token)].map((client) => ({ client, id })),
  );
  const ask = () => Promise.all(questions.map(({ client, id }) => fetchValue(client, id, 'staging')));
  await ask();
  const growth = await growthOf(
    {
      reveals: [REVEALS],
      facts: ['ibyok_fetch_facts_duration_seconds_count'],
      batches: ['ibyok_batch_size_requests_count', { batch: 'values' }],
    },
    () => Promise.all(Array.from({ length: 10 }, ask)),
  );
  expect(growth).toMatchObject({ reveals: 60, facts: 0 });
  expect(growth.batches).toBeLessThan(60);
});

test('a denial is counted by route and reason, and is no reveal', async () => {
  const reason = (code: string) => ['ibyok_denials_total', { route: VALUE_ROUTE, reason: code }] as const;
  const bound = await createToken(owner.api, { environments: ['development'] });
  const growth = await growthOf(
    {
      unauthenticated: reason('unauthenticated'),
      environment: reason('environment_not_allowed'),
      key: reason('key_not_found'),
      query: reason('validation_failed'),
      list: ['ibyok_denials_total', { route: '/external/keys', reason: 'unauthenticated' }],
      all: ['ibyok_denials_total'],
      reveals: [REVEALS],
    },
    async () => {
      const statuses = [
        await fetchValue(server.withToken(NEVER_MADE_TOKEN), key.id),
        await fetchValue(server.withToken('none'), key.id),
        await fetchValue(server.withToken(bound.token), key.id, 'production'),
        await fetchValue(app, unique('key_')),
        await fetchValue(app, key.id, 'nowhere'),
        await server.withToken(NEVER_MADE_TOKEN).get('/external/keys'),
        // Somebody tries addresses: nothing was denied.
        await server.anonymous().get(`/external/${unique('nothing')}`),
      ].map(({ status }) => status);
      expect(statuses).toEqual([401, 401, 403, 404, 400, 401, 404]);
    },
  );
  expect(growth).toEqual({
    unauthenticated: 2,
    environment: 1,
    key: 1,
    query: 1,
    list: 1,
    all: 6,
    reveals: 0,
  });
});

test('what waits, and what was refused for it, is there from the start', async () => {
  const text = await readMetrics(server);
  for (const name of ['ibyok_batch_waiting_requests', 'ibyok_batch_refused_requests_total']) {
    const batches = samplesOf(text).filter((sample) => sample.name === name);
    expect(batches.map(({ labels, value }) => [labels.batch, value]).sort()).toEqual([
      ['facts', 0],
      ['records', 0],
      ['values', 0],
    ]);
  }
  expect(samplesOf(text).filter(({ name }) => name === REVEALS)).toHaveLength(18);
});

test('no secret, no name and no id is in it', async () => {
  const created = await createToken(owner.api, { name: unique('named-') });
  await fetchValue(server.withToken(created.token), key.slug, 'production');
  await owner.api.post('/api/session', { email: owner.email, password: unique('wrong-') });
  const text = await readMetrics(server);
  const { tenant, account } = owner.session;
  const planted = {
    'the live value': formsOf(key.value),
    'the token': formsOf(created.token),
    'an e-mail address': formsOf(owner.email),
    'a password': formsOf(owner.password),
  };
  expect(secretsIn(text, planted)).toEqual([]);
  for (const name of [
    key.name,
    key.slug,
    key.id,
    created.name,
    created.id,
    tenant.id,
    tenant.name,
    account.id,
  ])
    expect(text).not.toContain(name);
});

test('each metric of ours has a help text, and its unit in its name', async () => {
  const text = await readMetrics(server);
  const types = [...text.matchAll(/^# TYPE (ibyok_\w+) (\w+)$/gm)].map(([, name = '', type]) => ({
    name,
    type,
  }));
  expect(types.length).toBeGreaterThan(7);
  for (const { name, type } of types) {
    expect(text).toMatch(new RegExp(`^# HELP ${name} [A-Z].+\\.$`, 'm'));
    expect(name).toMatch(type === 'counter' ? /_total$/ : /_(seconds|requests)$/);
  }
});

test('a server of people alone measures no reveals, and one of applications alone does', async () => {
  const { database } = workspace;
  const env = { IBYOK_METRICS_PORT: '0' };
  const ofRole = (role: string) =>
    startServer({ database, secrets: server.secrets, env: { ...env, IBYOK_ROLE: role } });
  const [people, applications] = await Promise.all([ofRole('dashboard'), ofRole('external')]);
  expect(await readMetrics(people)).not.toContain('ibyok_reveal');
  await fetchValue(applications.withToken(app.token ?? ''), key.id, 'production');
  expect(total(await readMetrics(applications), REVEALS, live)).toBe(1);
});
