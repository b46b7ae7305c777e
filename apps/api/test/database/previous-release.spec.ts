import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdmin } from '../harness/admin-command.js';
import { onCleanup } from '../harness/cleanup.js';
import type {
  AuditRecord,
  Key,
  KeyValue,
  KeyVersion,
  Session,
  Token,
  UsageItem,
} from '../harness/contract.js';
import { listAll } from '../harness/pages.js';
import { expectProblem } from '../harness/problem.js';
import type { Secrets } from '../harness/server-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';

/** What the server of 0.1.0 itself answered: see the README beside it. */
interface Expected {
  readonly secrets: Secrets;
  readonly until: string;
  readonly workspaces: readonly {
    readonly email: string;
    readonly password: string;
    readonly session: Session;
    readonly keys: readonly Key[];
    readonly histories: Readonly<Record<string, readonly KeyVersion[]>>;
    readonly settings: object;
    readonly tokens: readonly Token[];
    readonly usage: Readonly<Record<string, readonly UsageItem[]>>;
    readonly audit: readonly AuditRecord[];
  }[];
  readonly answers: readonly {
    readonly token: string;
    readonly path: string;
    readonly status: number;
    readonly body: object;
  }[];
}

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/0.1.0/${name}`, import.meta.url), 'utf8');
const expected: Expected = JSON.parse(fixture('expected.json'));

const database = await createTestDatabase({ migrated: false });
// On a connection of its own: the dump changes its settings.
await (await database.connect()).query(fixture('database.sql'));
const rowsBefore = await allRows();
const server = await startServer({ database, secrets: expected.secrets });
const rowsAfter = await allRows();
const workspaces = await Promise.all(
  expected.workspaces.map(async (was) => {
    const api = server.anonymous();
    const { email, password } = was;
    return { was, api, signIn: await api.post<Session>('/api/session', { email, password }) };
  }),
);

/** All that 0.1.0 kept of people and keys, as a superuser sees it. */
async function allRows(): Promise<Readonly<Record<string, readonly { row: object }[]>>> {
  const tables = {
    tenant: 'id',
    account: 'id',
    membership: 'tenant_id, account_id',
    key: 'id',
    key_version: 'key_id, version',
    access_token: 'id',
    last_read: 'id',
    audit_record: 'seq',
  };
  const rows: Record<string, { row: object }[]> = {};
  for (const [table, order] of Object.entries(tables)) {
    rows[table] = await database.query(`SELECT to_jsonb(one) AS row FROM ${table} AS one ORDER BY ${order}`);
  }
  return rows;
}

/** Tokens live for a year at most, this test for longer: those that had not expired get a year more. */
async function prolongTokens(of: TestDatabase): Promise<void> {
  await of.query(
    `UPDATE access_token SET expires_at = now() + interval '1 year' WHERE expires_at > timestamptz '${expected.until}'`,
  );
}

async function expectSameAnswers(from: TestServer): Promise<void> {
  for (const { token, path, status, body } of expected.answers) {
    const answer = await from.withToken(token).get(path);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status, body });
  }
}

test('not a row is lost, and nothing in one is changed', () => {
  expect(rowsBefore.audit_record?.length).toBeGreaterThan(200);
  for (const [table, rows] of Object.entries(rowsBefore)) {
    expect(rows.length).toBeGreaterThan(1);
    // The server’s own start may be recorded behind them.
    const now = table === 'audit_record' ? rowsAfter[table]?.slice(0, rows.length) : rowsAfter[table];
    expect({ table, rows: now }).toMatchObject({ table, rows });
  }
});

test('people sign in with their old passwords, also with one that would be refused now', async () => {
  for (const { was, signIn } of workspaces) {
    expect(signIn.status).toBe(201);
    expect(signIn.body).toMatchObject(was.session);
  }
  for (const { api, was } of workspaces.slice(1)) {
    const same = { currentPassword: was.password, newPassword: was.password };
    expectProblem(await api.post('/api/account/password', same), 400, 'validation_failed');
  }
});

/** What keys have had since. */
const SINCE = { expiresAt: null, rotateEveryDays: null, rotationDueAt: null, lastCheck: null };

test('keys, overrides, histories, environment defaults and tokens are as they were', async () => {
  for (const { was, api } of workspaces) {
    expect(await listAll(api, '/api/keys')).toEqual(was.keys.map((key) => ({ ...key, ...SINCE })));
    for (const [id, history] of Object.entries(was.histories)) {
      expect(await listAll(api, `/api/keys/${id}/versions`)).toEqual(history);
    }
    expect((await api.get('/api/settings/environments')).body).toEqual(was.settings);
    expect(await listAll(api, '/api/tokens')).toMatchObject(was.tokens);
  }
  const histories = expected.workspaces.flatMap(({ histories }) => Object.values(histories).flat());
  expect(histories.some(({ restoredFrom }) => restoredFrom === 1)).toBe(true);
});

test('the record says what it said, field by field, and usage counts the same', async () => {
  for (const { was, api } of workspaces) {
    const to = encodeURIComponent(expected.until);
    const last = was.audit[0]?.seq ?? 0;
    const records = await listAll<AuditRecord>(api, '/api/audit');
    expect(records.filter(({ seq }) => seq <= last)).toEqual(was.audit);
    for (const [group, items] of Object.entries(was.usage)) {
      const query = `?from=2026-01-01T00:00:00Z&to=${to}&groupBy=${group}`;
      expect(await listAll(api, `/api/usage${query}`)).toEqual(items);
    }
  }
});

test('every token is answered as it was: each value, each mode, each refusal', async () => {
  await prolongTokens(database);
  await expectSameAnswers(server);
  const statuses = new Set(expected.answers.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([200, 401, 403, 404]);
});

test('its chain verifies, and every stored version opens', async () => {
  const variables = { DATABASE_URL: database.url, IBYOK_MASTER_KEY: expected.secrets.masterKey };
  expect(await runAdmin(['audit', 'verify'], variables)).toMatchObject({ code: 0, stderr: '' });
  expect(await runAdmin(['doctor'], variables)).toMatchObject({ code: 0, stderr: '' });
});

test('a backup of it restores with every value', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-previous-'));
  onCleanup(async () => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'ibyok.backup');
  const keys = { IBYOK_MASTER_KEY: expected.secrets.masterKey };
  expect(await runAdmin(['backup', file], { ...keys, DATABASE_URL: database.url })).toMatchObject({
    code: 0,
  });
  const target = await createTestDatabase({ migrated: false });
  const variables = { ...keys, DATABASE_URL: target.url };
  expect(await runAdmin(['restore', file, '--keep-tokens'], variables)).toMatchObject({ code: 0 });
  await expectSameAnswers(await startServer({ database: target, secrets: expected.secrets }));
  expect(await runAdmin(['audit', 'verify'], variables)).toMatchObject({ code: 0 });
  expect(await runAdmin(['doctor'], variables)).toMatchObject({ code: 0 });
});

test('an old version is restored with the value that it had', async () => {
  for (const { was, api } of workspaces) {
    const [key] = was.keys.filter(({ version }) => version > 3);
    const path = `/external/keys/${key?.id}/value?env=development`;
    const fetch = expected.answers.find((one) => one.path === path && one.status === 200);
    expect((await api.post(`/api/keys/${key?.id}/versions/2/restore`)).status).toBe(201);
    const answer = await server.withToken(fetch?.token ?? '').get<KeyValue>(path);
    expect(answer.body.value).toBe('sk-proj-fixture-second-0007');
  }
});
