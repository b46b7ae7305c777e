import { SMTPServer } from 'smtp-server';
import type { Answer, ApiClient } from '../harness/api-client.js';
import { listRecords, recordsOf } from '../harness/audit.js';
import { onCleanup } from '../harness/cleanup.js';
import type { Key, KeyCheck, Page } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { askingFakes, FAKED_TYPES, type FakeProvider, startFakeProvider } from '../harness/fake-provider.js';
import { join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { formsOf, secretsIn } from '../harness/secret-forms.js';
import { startServer } from '../harness/test-server.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const fakes = Object.fromEntries(
  await Promise.all(FAKED_TYPES.map(async (type) => [type, await startFakeProvider(type)] as const)),
) as Record<(typeof FAKED_TYPES)[number], FakeProvider>;
const elsewhere = await startFakeProvider('openai');
const impostor = await startImpostor();

const { database, server, owner } = await startWorkspace({
  env: {
    // Whoever sets this for something else loses nothing here.
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    ...askingFakes([...Object.values(fakes), { host: 'api.mistral.ai', origin: impostor }]),
  },
});
const { openai } = fakes;

/** Somebody with a certificate of their own in a provider's place: smtp-server has one for "localhost". */
async function startImpostor(): Promise<string> {
  const listener = new SMTPServer({ secure: true, logger: false });
  listener.on('error', () => {});
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onCleanup(() => new Promise<void>((resolve) => listener.close(resolve)));
  const address = listener.server.address();
  return `https://localhost:${typeof address === 'object' ? address?.port : 0}`;
}

const answers: string[] = [];
const planted: string[] = [openai.goodKey];

async function check(id: string, api: ApiClient = owner.api): Promise<Answer<KeyCheck>> {
  const answer = await api.post<KeyCheck>(`/api/keys/${id}/checks`);
  answers.push(answer.text, JSON.stringify([...answer.headers]));
  return answer;
}

/** Stores a value as a key of a provider, and checks it. */
async function checked(llmType: string, value = unique('sk-bad-')): Promise<KeyCheck> {
  planted.push(value);
  const { id } = await createKey(owner.api, { llmType, value });
  const answer = await check(id);
  expect(answer.status).toBe(201);
  return answer.body;
}

beforeEach(async () => {
  for (const fake of Object.values(fakes)) {
    fake.behave('as documented');
    fake.asked.length = 0;
  }
  await database.query('DELETE FROM attempt_window');
});

test.each(FAKED_TYPES)(
  'a key of %s is accepted where the provider knows it, else rejected',
  async (llmType) => {
    const fake = fakes[llmType];
    const began = Date.now();
    const good = await checked(llmType, fake.goodKey);
    expect(good).toEqual({
      version: 1,
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      decryptable: true,
      provider: 'accepted',
      reason: null,
      httpStatus: 200,
    });
    expect(Math.abs(Date.parse(good.checkedAt) - began)).toBeLessThan(60_000);
    expect(await checked(llmType)).toMatchObject({ decryptable: true, provider: 'rejected', reason: null });
    expect(fake.asked).toHaveLength(2);
    for (const { method, url } of fake.asked) {
      expect(method).toBe('GET');
      expect(url).not.toContain('sk-');
    }
    // In one header of each request, and in no other.
    const carried = fake.asked.map(({ headers }) =>
      Object.values(headers).filter((text) => /sk-/.test(String(text))),
    );
    expect(carried.map((texts) => texts.length)).toEqual([1, 1]);
  },
);

test.each([
  [403, 'not_permitted'],
  [429, 'rate_limited'],
  [500, 'provider_error'],
  [503, 'provider_error'],
  [404, 'unexpected_answer'],
  [400, 'unexpected_answer'],
])('an answer of %i says nothing of the key', async (status, reason) => {
  openai.behave({ status, headers: { 'retry-after': '1' } });
  expect(await checked('openai', openai.goodKey)).toMatchObject({
    provider: 'could_not_check',
    reason,
    httpStatus: status,
  });
  expect(openai.asked).toHaveLength(1);
});

test('a provider that tells a bad key by its words has to say them', async () => {
  fakes.google.behave({ status: 400, body: '{"error":{"status":"FAILED_PRECONDITION"}}' });
  expect(await checked('google')).toMatchObject({ provider: 'could_not_check', reason: 'unexpected_answer' });
  fakes.elevenlabs.behave({ status: 401, body: '{"detail":{"status":"missing_permissions"}}' });
  expect(await checked('elevenlabs')).toMatchObject({ provider: 'could_not_check' });
  fakes.google.behave({ status: 400, body: `${' '.repeat(20_000)}API_KEY_INVALID` });
  expect(await checked('google')).toMatchObject({ provider: 'could_not_check' });
});

test.each([301, 302, 303, 307, 308])(
  'a redirect with %i is not followed: the key goes nowhere else',
  async (status) => {
    openai.behave({ status, headers: { location: `${elsewhere.origin}/v1/models` } });
    expect(await checked('openai')).toMatchObject({ reason: 'redirected', httpStatus: status });
    expect(elsewhere.asked).toEqual([]);
  },
);

test('a provider that does not answer is given up within ten seconds', async () => {
  openai.behave('silent');
  const began = performance.now();
  expect(await checked('openai')).toMatchObject({ reason: 'timed_out', httpStatus: null });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a provider that hangs up, and one that is not there, could not be asked', async () => {
  openai.behave('dropping');
  expect(await checked('openai')).toMatchObject({ reason: 'unreachable', httpStatus: null });
  const replica = await startServer({
    database,
    secrets: server.secrets,
    env: askingFakes([{ host: 'api.openai.com', origin: 'http://127.0.0.1:1' }]),
  });
  const { id } = await createKey(owner.api);
  const answer = await check(id, owner.api.copy(replica.origin));
  expect(answer.body).toMatchObject({ provider: 'could_not_check', reason: 'unreachable' });
});

test('a body without end is not read', async () => {
  openai.behave('endless');
  expect(await checked('openai')).toMatchObject({ provider: 'accepted', httpStatus: 200 });
  const sent = openai.sent();
  await eventually('the provider could send no more', async () => {
    const before = openai.sent();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return openai.sent() === before;
  });
  expect(sent).toBeLessThan(16 * 1024 * 1024);
});

test('whoever has no certificate of the provider gets no key, whatever the process is told of TLS', async () => {
  expect(await checked('mistral')).toMatchObject({ reason: 'untrusted_certificate', httpStatus: null });
});

test('of a provider without a free call, and of a value that no header carries, nobody is asked', async () => {
  expect(await checked('custom')).toMatchObject({ decryptable: true, reason: 'no_known_check' });
  for (const value of [`sk-${unique('')}\r\nx-injected: 1`, `sk-${unique('')}é`, ` sk-${unique('')}`]) {
    expect(await checked('openai', value)).toMatchObject({ decryptable: true, reason: 'not_sendable' });
  }
  expect(openai.asked).toEqual([]);
});

test('a value of another provider’s shape is sent to nobody, one of a shape that several issue is', async () => {
  const anthropics = `sk-${'ant-'}api03-${unique(unique(''))}`;
  expect(await checked('openai', anthropics)).toMatchObject({
    decryptable: true,
    provider: 'could_not_check',
    reason: 'other_provider',
    httpStatus: null,
  });
  expect(openai.asked).toEqual([]);
  expect(fakes.anthropic.asked).toEqual([]);
  expect(await checked('anthropic', anthropics)).toMatchObject({ provider: 'rejected' });
  expect(await checked('openai', `sk-${unique(unique('')).slice(-32)}`)).toMatchObject({
    provider: 'rejected',
  });
  expect(openai.asked).toHaveLength(1);
});

test('a server that is told to asks nobody, and still says whether the value opens', async () => {
  const quiet = await startServer({
    database,
    secrets: server.secrets,
    env: { ...askingFakes([openai]), IBYOK_PROVIDER_CHECKS: 'off' },
  });
  const { id } = await createKey(owner.api, { value: openai.goodKey });
  const answer = await check(id, owner.api.copy(quiet.origin));
  expect(answer.body).toMatchObject({ decryptable: true, provider: 'could_not_check', reason: 'checks_off' });
  expect(openai.asked).toEqual([]);
});

test('a value that does not open is said not to, and goes nowhere', async () => {
  const { id } = await createKey(owner.api, { value: openai.goodKey });
  await database.query(
    `UPDATE key_version SET sealed_value = set_byte(sealed_value, 20, get_byte(sealed_value, 20) # 1)
     WHERE key_id = '${id}'`,
  );
  expect((await check(id)).body).toMatchObject({
    decryptable: false,
    provider: 'could_not_check',
    reason: 'not_decryptable',
  });
  expect(openai.asked).toEqual([]);
});

test('the latest check stays with the key and its version, and goes with the key', async () => {
  const path = '/api/keys/';
  const { id, lastCheck } = await createKey(owner.api, { value: openai.goodKey });
  expect(lastCheck).toBeNull();
  const first = (await check(id)).body;
  const shown = async (): Promise<Key> => (await owner.api.get<Key>(path + id)).body;
  expect((await shown()).lastCheck).toEqual(first);
  await owner.api.post(`${path}${id}/versions`, { value: unique('sk-bad-') });
  expect(await shown()).toMatchObject({ version: 2, lastCheck: { version: 1, provider: 'accepted' } });
  await check(id);
  const [listed] = (await owner.api.get<Page<Key>>('/api/keys?limit=1')).body.items;
  expect(listed).toMatchObject({ id, lastCheck: { version: 2, provider: 'rejected' } });
  const patched = await owner.api.patch<Key>(`${path}${id}/overrides`, { development: 'live' });
  expect(patched.body.lastCheck).toEqual(listed?.lastCheck);
  const rows = () => database.query('SELECT FROM key_check WHERE key_id = $1', [id]);
  expect(await rows()).toHaveLength(1);
  await owner.api.delete(path + id);
  expect(await rows()).toEqual([]);
});

test('every check is on record before it begins and with what came of it, and so is whoever may not', async () => {
  const { id } = await createKey(owner.api, { value: openai.goodKey });
  const records = await recordsOf(owner.api, await check(id));
  expect(records).toMatchObject([
    { action: 'key.checked', outcome: 'allowed', keyId: id },
    { action: 'key.check.started', outcome: 'allowed', keyId: id },
  ]);
  const rows = await database.query<{ detail: object | null; key_version: number }>(
    `SELECT detail, key_version FROM audit_record WHERE request_id = $1 ORDER BY seq`,
    [records[0]?.requestId],
  );
  expect(rows).toEqual([
    { key_version: 1, detail: null },
    { key_version: 1, detail: { decryptable: true, provider: 'accepted', reason: null, httpStatus: 200 } },
  ]);
  const viewer = await join(server, owner.api, 'viewer');
  expectProblem(await check(id, viewer.api), 403, 'role_insufficient');
  expectProblem(await check('key_0000000000000000000000'), 404, 'key_not_found');
  const denied = (await listRecords(owner.api, '?action=key.checked')).filter(
    ({ outcome }) => outcome === 'denied',
  );
  expect(denied).toHaveLength(2);
  expect(openai.asked).toHaveLength(1);
});

test('of a check that asks nobody, no beginning is on record', async () => {
  const { id } = await createKey(owner.api, { llmType: 'custom', value: unique('sk-bad-') });
  expect(await recordsOf(owner.api, await check(id))).toMatchObject([{ action: 'key.checked', keyId: id }]);
});

test('what cannot be recorded is not sent, and not kept', async () => {
  const { id } = await createKey(owner.api, { value: openai.goodKey });
  await database.query('REVOKE EXECUTE ON FUNCTION append_audit_records(json) FROM ibyok_app');
  const answer = await check(id);
  await database.query('GRANT EXECUTE ON FUNCTION append_audit_records(json) TO ibyok_app');
  expectProblem(answer, 503);
  expect(openai.asked).toEqual([]);
  expect((await owner.api.get<Key>(`/api/keys/${id}`)).body.lastCheck).toBeNull();
});

test('a workspace has ten checks a minute, on every replica, and is told when there are more', async () => {
  const replica = await startServer({ database, secrets: server.secrets, env: askingFakes([openai]) });
  const keys = await Promise.all(Array.from({ length: 12 }, () => createKey(owner.api)));
  const apis = [owner.api, owner.api.copy(replica.origin)];
  const all = await Promise.all(keys.map(({ id }, index) => check(id, apis[index % 2])));
  const refused = all.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(2);
  for (const answer of refused) {
    expectProblem(answer, 429, 'too_many_checks');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  }
  expect(openai.asked).toHaveLength(10);
  // Whoever may not is told so, and is on record, however full the minute is.
  const viewer = await join(server, owner.api, 'viewer');
  const unable = await check(keys[0]?.id ?? '', viewer.api);
  const unknown = await check('key_0000000000000000000000');
  expectProblem(unable, 403, 'role_insufficient');
  expectProblem(unknown, 404, 'key_not_found');
  for (const answer of [unable, unknown]) {
    expect(await recordsOf(owner.api, answer)).toMatchObject([{ action: 'key.checked', outcome: 'denied' }]);
  }
});

test('a key is checked once at a time, and again as soon as that is done', async () => {
  openai.behave('silent');
  const { id } = await createKey(owner.api);
  const first = check(id);
  await eventually('the provider is asked', () => openai.asked.length === 1);
  expectProblem(await check(id), 429, 'too_many_checks');
  expect((await first).status).toBe(201);
  openai.behave('as documented');
  expect((await check(id)).status).toBe(201);
  expect(openai.asked).toHaveLength(2);
});

test('no value is in an answer, a log or the record, even where the provider repeats all it was sent', async () => {
  openai.behave('echoing');
  expect(await checked('openai')).toMatchObject({ provider: 'rejected', httpStatus: 401 });
  const texts = [
    ...answers,
    (await owner.api.get('/api/keys?limit=100')).text,
    (await owner.api.get('/api/audit?limit=100')).text,
    JSON.stringify(await database.query('SELECT audit_record::text AS row FROM audit_record')),
    JSON.stringify(await database.query('SELECT key_check::text AS row FROM key_check')),
    server.process.stdout,
    server.process.stderr,
  ].join('\n');
  const secrets = Object.fromEntries(planted.map((value) => [value, formsOf(value)]));
  expect(planted.length).toBeGreaterThan(20);
  expect(secretsIn(texts, secrets)).toEqual([]);
});
