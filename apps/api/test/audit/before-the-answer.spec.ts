import type { Answer } from '../harness/api-client.js';
import type { Page } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);
const denied = server.withToken((await createToken(api, { environments: ['staging'] })).token);
const blocker = await database.connect();

/** Milliseconds: the contract's 2 s, and what a busy machine adds. */
const REFUSED_WITHIN = 3_000;

interface Failure {
  readonly begin: readonly string[];
  readonly end: readonly string[];
}

/** What keeps the record from being written, and how that ends. */
const FAILURES: readonly (readonly [string, Failure])[] = [
  [
    'the right to insert is revoked',
    {
      begin: ['REVOKE INSERT ON audit_record FROM ibyok_door, ibyok_app'],
      end: ['GRANT INSERT ON audit_record TO ibyok_door, ibyok_app'],
    },
  ],
  [
    'the table is locked',
    { begin: ['BEGIN', 'LOCK TABLE audit_record IN ACCESS EXCLUSIVE MODE'], end: ['ROLLBACK'] },
  ],
  [
    'the table is gone',
    {
      begin: ['ALTER TABLE audit_record RENAME TO audit_record_away'],
      end: ['ALTER TABLE audit_record_away RENAME TO audit_record'],
    },
  ],
  [
    'the disk is full',
    {
      begin: [
        `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE 'no space left' USING ERRCODE = '53100'; END $$`,
        'CREATE TRIGGER full_disk BEFORE INSERT ON audit_record EXECUTE FUNCTION full_disk()',
      ],
      end: ['DROP TRIGGER full_disk ON audit_record', 'DROP FUNCTION full_disk'],
    },
  ],
];

const run = async (statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await blocker.query(statement);
};

/** Expects a 503 that tells no value. */
function expectUnrecorded(answer: Answer): void {
  expectProblem(answer, 503);
  expect(answer.text).not.toContain(key.value);
  expect(answer.text).not.toMatch(/mock-/);
}

const state = async (): Promise<readonly unknown[]> => [
  (await api.get(`/api/keys/${key.id}`)).body,
  (await api.get('/api/settings/environments')).body,
  (await api.get<Page<{ id: string }>>('/api/keys')).body.items.length,
  (await api.get<Page<unknown>>(`/api/keys/${key.id}/versions`)).body,
  (await api.get<Page<{ id: string }>>('/api/tokens')).body.items.map(({ id }) => id),
];

describe.each(FAILURES)('where %s', (_, { begin, end }) => {
  beforeAll(() => run(begin));
  afterAll(() => run(end));

  test('no value leaves, live or mock, and a denial neither', async () => {
    const inTime = async (asking: Promise<Answer>): Promise<Answer> => {
      const began = performance.now();
      const answer = await asking;
      expect(performance.now() - began).toBeLessThan(REFUSED_WITHIN);
      return answer;
    };
    for (const env of ['production', 'development']) {
      expectUnrecorded(await inTime(fetchValue(app, key.id, env)));
    }
    expectUnrecorded(await inTime(fetchValue(denied, key.id, 'production')));
    const path = `/external/keys/${key.id}/value?env=production`;
    expect((await inTime(app.request('HEAD', path))).status).toBe(503);
  });
});

describe.each(FAILURES)('once it is over that %s', (_, { begin, end }) => {
  test('nothing is changed by what was refused, and all works again', async () => {
    const { items } = (await api.get<Page<{ id: string }>>('/api/tokens')).body;
    const before = await state();
    await run(begin);
    const answers = await Promise.all([
      api.patch('/api/settings/environments', { development: 'live' }),
      api.patch(`/api/keys/${key.id}/overrides`, { development: 'live' }),
      api.patch(`/api/keys/${key.id}`, { name: unique('Renamed ') }),
      api.post(`/api/keys/${key.id}/versions`, { value: unique('sk-') }),
      api.post('/api/keys', { name: unique('Key '), llmType: 'openai', value: key.value }),
      api.post('/api/tokens', { name: 'ci', scopes: ['keys:read'], environments: ['staging'] }),
      api.delete(`/api/tokens/${items[0]?.id}`),
      server.anonymous().post('/api/session', { email: owner.email, password: owner.password }),
    ]);
    await run(end);
    for (const answer of answers) {
      expectUnrecorded(answer);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await state()).toEqual(before);
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
  });
});

test('the record is committed before a byte of the answer leaves', async () => {
  await run(['BEGIN', 'LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE']);
  let answered = false;
  const answer = fetchValue(app, key.id, 'production').then((received) => {
    answered = true;
    return received;
  });
  await eventually('the insert waits', async () => {
    const waiting = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });
  expect(answered).toBe(false);
  await run(['ROLLBACK']);
  const { headers, body } = await answer;
  expect(body.value).toBe(key.value);
  const rows = await database.query('SELECT FROM audit_record WHERE request_id = $1', [
    headers.get('x-request-id'),
  ]);
  expect(rows).toHaveLength(1);
});
