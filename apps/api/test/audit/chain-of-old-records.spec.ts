import { DataSource } from 'typeorm';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { AuditChain1764100000000 } from '../../src/database/migrations/1764100000000-audit-chain.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { listRecords } from '../harness/audit.js';
import { newSecrets } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

/** A database as it was before the chain, with records of two years and gaps in their numbers. */
async function databaseOfOldRecords() {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const later = MIGRATIONS.length - MIGRATIONS.indexOf(AuditChain1764100000000);
    for (let count = 0; count < later; count += 1) await dataSource.undoLastMigration();
    await database.query(
      `INSERT INTO audit_record (seq, at, tenant_id, actor_type, action, outcome, ip, detail) OVERRIDING SYSTEM VALUE
       SELECT number * 2, now() - interval '700 days' + number * interval '45 minutes', 'ten_' || number % 3,
         'account', 'settings.changed', 'allowed', E'\\u001b[0m "\\\\é', jsonb_build_object('number', number)
       FROM generate_series(1, 21000) AS number`,
    );
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
  return database;
}

test('records from before the chain enter it as they are', async () => {
  const database = await databaseOfOldRecords();
  const [row] = await database.query(
    `SELECT count(*)::int, max(seq)::int AS last, count(DISTINCT tableoid)::int AS months,
       (SELECT count(*)::int FROM audit_link) AS links FROM audit_record`,
  );
  expect(row).toEqual({ count: 21_000, last: 42_000, months: expect.any(Number), links: 3 });
  expect(row?.months).toBeGreaterThan(20);
  const variables = adminVariables(database, newSecrets());
  expect(await runAdmin(['audit', 'verify'], variables)).toMatchObject({ code: 0 });

  await database.query('DELETE FROM audit_record WHERE seq = 20');
  const { code, stdout } = await runAdmin(['audit', 'verify'], variables);
  expect(stdout).toMatch(/^link 1, records 2 to 20000: 1 records are missing$/m);
  expect(code).toBe(1);
});

test('months are pruned without breaking the chain, and what is left is still held', async () => {
  const database = await databaseOfOldRecords();
  const variables = adminVariables(database, newSecrets());
  const month = new Date(Date.now() - 300 * 24 * 60 * 60 * 1000).toISOString().slice(0, 7);
  const pruned = await runAdmin(['audit', 'prune', '--before', month], variables);
  expect(pruned).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Removed .*: up to record \d+\.$/m),
  });
  const [left] = await database.query<{ before: number; after: number }>(
    `SELECT count(*) FILTER (WHERE at < $1)::int AS before, count(*)::int AS after FROM audit_record`,
    [`${month}-01T00:00:00Z`],
  );
  expect(left).toEqual({ before: 0, after: expect.any(Number) });
  expect(left?.after).toBeGreaterThan(1_000);
  expect(await runAdmin(['audit', 'verify'], variables)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^Removed by audit prune, as the record says: links up to \d+\.\nThe record is intact/,
    ),
  });
  const again = await runAdmin(['audit', 'prune', '--before', month], variables);
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('no records') });

  await database.query('DELETE FROM audit_record WHERE seq = 42000');
  expect(await runAdmin(['audit', 'verify'], variables)).toMatchObject({ code: 1 });
});

test('records removed without a word are missed, whatever a record of somebody’s says', async () => {
  const { database, server, owner, app } = await startWorkspace();
  const key = await createKey(owner.api);
  await createToken(owner.api);
  await fetchValue(app, key.id);
  expect((await listRecords(owner.api)).length).toBeGreaterThan(3);
  await database.query('DELETE FROM audit_record WHERE seq = 2');
  await database.query(
    `INSERT INTO audit_record (seq, at, checksum, actor_type, action, outcome, detail)
     VALUES (99999, now(), 0, 'server', 'audit.pruned', 'allowed', '{"throughLink": "99999"}')`,
  );
  const result = await runAdmin(['audit', 'verify'], adminVariables(database, server.secrets));
  expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('record 99999: inserted') });
});

test('records removed under the pretence of a pruning are said to be removed', async () => {
  const { database, server, owner } = await startWorkspace();
  await createKey(owner.api);
  await database.query('DELETE FROM audit_record WHERE seq = 2');
  const pretence = {
    actor_type: 'server',
    action: 'audit.pruned',
    outcome: 'allowed',
    requests: [[null, null]],
    detail: { throughLink: '2' },
  };
  await database.query('SELECT append_audit_records($1)', [JSON.stringify([pretence])]);
  const { stdout } = await runAdmin(['audit', 'verify'], adminVariables(database, server.secrets));
  expect(stdout).toMatch(/^Removed by audit prune, as the record says: links up to 2\.$/m);
});

test.each(['', '2026', '2026-13', '2999-01', '2026-01-01'])('refuses to prune before "%s"', async (month) => {
  const database = await createTestDatabase();
  const variables = adminVariables(database, newSecrets());
  expect(await runAdmin(['audit', 'prune', '--before', month], variables)).toMatchObject({
    code: 1,
    stdout: '',
  });
});
