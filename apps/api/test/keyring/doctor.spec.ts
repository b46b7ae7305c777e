import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { eventually } from '../harness/eventually.js';
import { newSecrets } from '../harness/server-process.js';
import { createKey, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const { masterKey } = server.secrets;
const keys = [await createKey(owner.api), await createKey(owner.api), await createKey(owner.api)];
const doctor = (text = masterKey) =>
  runAdmin(['doctor'], adminVariables(database, { ...server.secrets, masterKey: text }));
const [row] = await database.query<{ id: string }>('SELECT DISTINCT master_key_id AS id FROM key_version');

test('says that all is well, and under which master key', async () => {
  await eventually('all is summed', async () => {
    const rows = await database.query('SELECT FROM audit_head, usage_watermark WHERE last_seq = through_seq');
    return rows.length === 1;
  });
  const result = await doctor();
  expect(result).toEqual({
    code: 0,
    stderr: '',
    stdout: `Master key ${row?.id}: 3 rows; the newest: it wraps what is stored from now on.\n3 of 3 rows open.\nUsage sums: up to date.\nAll is well.\n`,
  });
});

test('says which master key is missing, and that nothing opens', async () => {
  const { masterKey: other } = newSecrets();
  const { code, stdout } = await doctor(other);
  expect(code).toBe(1);
  expect(stdout).toContain(`Master key ${row?.id}: 3 rows; this server does not have it.\n`);
  expect(stdout).toContain('0 of 3 rows open.');
  expect(stdout).not.toContain(masterKey);
});

test('names the row that was moved, edited, or whose key is gone; and no value', async () => {
  const [first, second, third] = keys.map(({ id }) => id);
  await database.query(
    `UPDATE key_version SET wrapped_data_key = other.wrapped_data_key, sealed_value = other.sealed_value
     FROM key_version other WHERE key_version.key_id = $1 AND other.key_id = $2`,
    [first, second],
  );
  await database.query('SET session_replication_role = replica');
  await database.query('DELETE FROM key WHERE id = $1', [second]);
  await database.query('DELETE FROM key_version WHERE key_id = $1', [third]);
  await database.query('SET session_replication_role = origin');
  const { code, stdout, stderr } = await doctor();
  expect(code).toBe(1);
  expect(stdout).toContain(`Does not open: key_version (${first}, 1), under ${row?.id}.\n`);
  expect(stdout).toContain(`Belongs to nothing: version 1 of the key ${second}, which is not there.\n`);
  expect(stdout).toContain(`Belongs to nothing: key ${third} without its version 1.\n`);
  expect(stdout).toContain('1 of 2 rows open.');
  for (const { value } of keys) expect(stdout + stderr).not.toContain(value);
});

test('an argument is refused', async () => {
  expect(await runAdmin(['doctor', 'x'], adminVariables(database, server.secrets))).toMatchObject({
    code: 1,
    stderr: 'Usage: doctor\n',
  });
});
