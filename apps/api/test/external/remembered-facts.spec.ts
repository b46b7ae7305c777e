import { randomBytes } from 'node:crypto';
import { hashAccessToken } from '../../src/identifiers/access-token-format.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();

const APPEND = 'SELECT append_fetches($1, $2, $3, $4, $5) AS appended';
/** A record of a denied fetch, as text. */
const denialOf = (requestId: string) =>
  JSON.stringify([
    { actor_type: 'token', action: 'key.value.read', outcome: 'denied', requests: [[requestId, null]] },
  ]);

async function recordsOf(requestId: string): Promise<number> {
  return (await database.query('SELECT FROM audit_record WHERE request_id = $1', [requestId])).length;
}

/** What a fetch asks, in staging, of a key and with a token of its own; and what it is asked with. */
async function newQuestion() {
  const key = await createKey(owner.api);
  const { id, token } = await createToken(owner.api);
  const parameters: readonly (readonly unknown[])[] = [[hashAccessToken(token)], [key.id], ['staging']];
  return { key, tokenId: id, app: server.withToken(token), parameters };
}
type Question = Awaited<ReturnType<typeof newQuestion>>;

async function factsOf({ parameters }: Question): Promise<Readonly<Record<string, unknown>>> {
  const facts = 'SELECT * FROM fetch_facts_with_fingerprint($1, $2, $3)';
  const [row] = await database.query(facts, parameters);
  return row ?? {};
}

/** Appends a record if the facts have this fingerprint; tells whether it says so, and how many it wrote. */
async function appendIf({ parameters, key, tokenId }: Question, fingerprint: unknown) {
  const requestId = unique('req_');
  const records = [
    {
      ...{ tenant_id: owner.session.tenant.id, actor_type: 'token', action: 'key.value.read' },
      ...{ outcome: 'allowed', key_id: key.id, token_id: tokenId, requests: [[requestId, null]] },
    },
  ];
  const [row] = await database.query(APPEND, [...parameters, [fingerprint], JSON.stringify(records)]);
  return { appended: row?.appended, written: await recordsOf(requestId) };
}

const YES = { appended: true, written: 1 };
const NO = { appended: false, written: 0 };

const ofToken = (change: string) => `UPDATE access_token SET ${change} WHERE id = :token`;
const ofKey = (change: string) => `UPDATE key SET ${change} WHERE id = :key`;
const ofValue = (change: string) => `UPDATE key_version SET ${change} WHERE key_id = :key`;

/** A change of each fact that a fetch is decided from. */
const CHANGES: Readonly<Record<string, string>> = {
  tenant_id: `WITH added AS (INSERT INTO tenant (id, name) VALUES ('ten_other', 'Other')) ${ofToken(`tenant_id = 'ten_other'`)}`,
  token_id: ofToken(`id = id || '_'`),
  token_name: ofToken(`name = name || '_'`),
  token_scopes: ofToken(`scopes = '{usage:read}'`),
  token_environments: ofToken(`environments = '{production}'`),
  token_key_ids: ofToken(`key_ids = '{}'`),
  token_address_ranges: ofToken(`address_ranges = '{10.0.0.0/8}'`),
  key_id: ofKey(`id = id || '_'`),
  slug: ofKey(`slug = slug || '-'`),
  name: ofKey(`name = name || '_'`),
  llm_type: ofKey(`llm_type = 'anthropic'`),
  override: ofKey(`override_staging = 'live'`),
  environment_default: `UPDATE tenant SET default_staging = CASE default_staging WHEN 'live' THEN 'mock' ELSE 'live' END`,
  version: `WITH added AS (
      INSERT INTO key_version SELECT (jsonb_populate_record(one, '{"version": 2}')).* FROM key_version AS one WHERE key_id = :key
    ) UPDATE key SET version = 2 WHERE id = :key`,
  format: ofValue('format = format + 1'),
  master_key_id: ofValue(`master_key_id = 'other'`),
  wrapped_data_key: ofValue(`wrapped_data_key = wrapped_data_key || '\\x00'`),
  sealed_value: ofValue(`sealed_value = sealed_value || '\\x00'`),
};

/** Changes a fact as the superuser, whatever refers to it. */
async function change({ tokenId, key }: Question, sql: string): Promise<void> {
  await database.query('SET session_replication_role = replica');
  await database.query(sql.replaceAll(':token', `'${tokenId}'`).replaceAll(':key', `'${key.id}'`));
  await database.query('SET session_replication_role = origin');
}

const LOST: Readonly<Record<string, string>> = {
  'is revoked': ofToken('revoked_at = now()'),
  'is suspended': ofToken('suspended_at = now()'),
  'has expired': ofToken(`expires_at = now() - interval '1 second'`),
  'is gone': 'DELETE FROM access_token WHERE id = :token',
};

/** Made before anything is changed behind the server's back: then it may find that its master key does not fit. */
const questions = new Map<string, Question>();
for (const name of [...Object.keys(CHANGES), ...Object.keys(LOST), 'one', 'other']) {
  questions.set(name, await newQuestion());
}
function questionOf(name: string): Question {
  const question = questions.get(name);
  if (!question) throw new Error(`there is no question ${name}`);
  return question;
}

test('a slug that is another key’s by now has that key’s value', async () => {
  const { key, app } = await newQuestion();
  const fetched = async () => (await fetchValue(app, key.slug, 'production')).body.value;
  expect([await fetched(), await fetched()]).toEqual([key.value, key.value]);
  expect((await owner.api.delete(`/api/keys/${key.id}`)).status).toBe(204);
  const { value } = await createKey(owner.api, { slug: key.slug });
  expect([await fetched(), await fetched()]).toEqual([value, value]);
});

test('what was changed holds for the next fetch of an application that fetched before', async () => {
  const { key, app, tokenId } = await newQuestion();
  const fetched = async () => {
    const { status, body } = await fetchValue(app, key.id, 'staging');
    return status === 200
      ? `${body.name}: ${body.modeInfo.effectiveMode}, ${body.value === key.value}`
      : status;
  };
  const patched = async (path: string, body: object) =>
    expect((await owner.api.patch(`/api/keys/${key.id}${path}`, body)).status).toBe(200);
  await patched('/overrides', { staging: 'mock' });
  expect([await fetched(), await fetched()]).toEqual(Array(2).fill(`${key.name}: mock, false`));
  await patched('/overrides', { staging: 'live' });
  expect([await fetched(), await fetched()]).toEqual(Array(2).fill(`${key.name}: live, true`));
  const name = unique('Renamed ');
  await patched('', { name });
  expect([await fetched(), await fetched()]).toEqual(Array(2).fill(`${name}: live, true`));
  const value = unique('sk-proj-');
  expect((await owner.api.post(`/api/keys/${key.id}/versions`, { value })).status).toBe(201);
  expect(await fetched()).toBe(`${name}: live, false`);
  expect((await fetchValue(app, key.id, 'staging')).body.value).toBe(value);
  expect((await owner.api.delete(`/api/tokens/${tokenId}`)).status).toBe(204);
  expect(await fetched()).toBe(401);
});

test('every fact of a fetch is in this table', async () => {
  const question = questionOf('one');
  const { request, fingerprint, ...facts } = await factsOf(question);
  expect({ request, fingerprint }).toEqual({ request: '1', fingerprint: expect.any(Buffer) });
  expect(Object.keys(facts).sort()).toEqual(Object.keys(CHANGES).sort());
});

test.each(Object.entries(CHANGES))(
  'nothing is recorded by remembered facts once %s has changed',
  async (fact, sql) => {
    const question = questionOf(fact);
    const before = await factsOf(question);
    expect(await appendIf(question, before.fingerprint)).toEqual(YES);
    await change(question, sql);
    const after = await factsOf(question);
    expect(after[fact]).not.toEqual(before[fact]);
    expect(await appendIf(question, before.fingerprint)).toEqual(NO);
    expect(await appendIf(question, after.fingerprint)).toEqual(YES);
  },
);

test.each(Object.entries(LOST))(
  'nothing is recorded by remembered facts where the token %s',
  async (name, sql) => {
    const question = questionOf(name);
    const { fingerprint } = await factsOf(question);
    await change(question, sql);
    expect(await appendIf(question, fingerprint)).toEqual(NO);
  },
);

test('nothing is recorded for any of them where the facts of one are others, unknown or not given', async () => {
  const [one, other] = [questionOf('one'), questionOf('other')];
  const [first, second] = [await factsOf(one), await factsOf(other)];
  const both = [0, 1, 2].map((place) => [one, other].flatMap(({ parameters }) => parameters[place] ?? []));
  const requestId = unique('req_');
  const appended = async (fingerprints: readonly unknown[]): Promise<unknown> => {
    const [row] = await database.query(APPEND, [...both, fingerprints, denialOf(requestId)]);
    return row?.appended;
  };
  for (const wrong of [second.fingerprint, randomBytes(32), null]) {
    expect(await appended([wrong, second.fingerprint])).toBe(false);
    expect(await appended([first.fingerprint, wrong === null ? null : first.fingerprint])).toBe(false);
  }
  expect(await appended([first.fingerprint])).toBe(false);
  expect(await appended([])).toBe(false);
  expect(await recordsOf(requestId)).toBe(0);
  expect(await appended([first.fingerprint, second.fingerprint])).toBe(true);
  expect(await recordsOf(requestId)).toBe(1);
});

test('nothing is recorded where nothing is asked', async () => {
  const requestId = unique('req_');
  for (const nothing of [[], null]) {
    const asked = [nothing, nothing, nothing, nothing, denialOf(requestId)];
    expect(await database.query(APPEND, asked)).toEqual([{ appended: false }]);
  }
  expect(await recordsOf(requestId)).toBe(0);
});
