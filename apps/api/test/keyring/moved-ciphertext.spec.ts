import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, owner, app } = await startWorkspace();
const { api } = owner;

/** Does something to a key's stored rows and expects that its live value no longer opens, nor becomes a mock. */
async function expectSealed(id: string, sql: string, values: readonly unknown[]): Promise<void> {
  expect((await fetchValue(app, id, 'production')).status).toBe(200);
  await database.query(sql, values);
  const answer = await fetchValue(app, id, 'production');
  expectProblem(answer, 500, 'value_not_openable');
  expect(answer.text).not.toMatch(/sk-|mock/);
}

test('a row of another key does not open', async () => {
  const [mine, theirs] = [await createKey(api), await createKey(api)];
  await expectSealed(
    mine.id,
    `UPDATE key_version AS mine SET sealed_value = theirs.sealed_value,
       wrapped_data_key = theirs.wrapped_data_key
     FROM key_version AS theirs WHERE mine.key_id = $1 AND theirs.key_id = $2`,
    [mine.id, theirs.id],
  );
});

test.each(['sealed_value', 'wrapped_data_key'])(
  'the %s of another key alone does not open',
  async (column) => {
    const [mine, theirs] = [await createKey(api), await createKey(api)];
    await expectSealed(
      mine.id,
      `UPDATE key_version AS mine SET ${column} = theirs.${column}
     FROM key_version AS theirs WHERE mine.key_id = $1 AND theirs.key_id = $2`,
      [mine.id, theirs.id],
    );
  },
);

test('an older version passed off as the current one does not open', async () => {
  const { id } = await createKey(api);
  await api.post(`/api/keys/${id}/versions`, { value: unique('sk-') });
  await expectSealed(
    id,
    `UPDATE key_version AS current SET sealed_value = old.sealed_value, wrapped_data_key = old.wrapped_data_key
     FROM key_version AS old WHERE current.key_id = $1 AND current.version = 2
       AND old.key_id = $1 AND old.version = 1`,
    [id],
  );
});

test('a row moved to another tenant does not open', async () => {
  const { id } = await createKey(api);
  const { tenant } = owner.session;
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_moved', 'Moved') ON CONFLICT DO NOTHING`);
  await database.query(
    `INSERT INTO membership (tenant_id, account_id, role) VALUES ('ten_moved', $1, 'owner') ON CONFLICT DO NOTHING`,
    [owner.session.account.id],
  );
  expect((await fetchValue(app, id, 'production')).status).toBe(200);
  const move = async (tenantId: string): Promise<void> => {
    const client = await database.connect();
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const [table, column] of [
      ['key', 'id'],
      ['key_version', 'key_id'],
    ]) {
      await client.query(`UPDATE ${table} SET tenant_id = $2 WHERE ${column} = $1`, [id, tenantId]);
    }
    await client.query(`UPDATE access_token SET tenant_id = $1`, [tenantId]);
    await client.query('COMMIT');
  };
  await move('ten_moved');
  const moved = await fetchValue(app, id, 'production');
  await move(tenant.id);
  expectProblem(moved, 500, 'value_not_openable');
  expect((await fetchValue(app, id, 'production')).status).toBe(200);
});

test.each([
  ['its first bit', 'set_bit(sealed_value, 0, 1 - get_bit(sealed_value, 0))'],
  [
    'its last byte',
    'set_byte(sealed_value, length(sealed_value) - 1, 255 - get_byte(sealed_value, length(sealed_value) - 1))',
  ],
  ['its length', 'substring(sealed_value FOR length(sealed_value) - 1)'],
  ['everything', `'\\x'::bytea`],
])('a value changed in %s does not open', async (_, changed) => {
  const { id } = await createKey(api);
  await expectSealed(id, `UPDATE key_version SET sealed_value = ${changed} WHERE key_id = $1`, [id]);
});

test('a row of a master key or a format that is unknown does not open', async () => {
  for (const change of [`master_key_id = 'mk_0000000000000000'`, 'format = 2']) {
    const { id } = await createKey(api);
    await expectSealed(id, `UPDATE key_version SET ${change} WHERE key_id = $1`, [id]);
    // While there is a row that needs another master key, the server takes no new ones.
    await api.delete(`/api/keys/${id}`);
  }
});

test('a version that does not open is not restored', async () => {
  const { id } = await createKey(api);
  const value = unique('sk-');
  await api.post(`/api/keys/${id}/versions`, { value });
  await database.query(
    `UPDATE key_version SET wrapped_data_key = '\\x00' WHERE key_id = $1 AND version = 1`,
    [id],
  );
  const answer = await api.post(`/api/keys/${id}/versions/1/restore`);
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expectProblem(answer, answer.status);
  expect((await fetchValue(app, id, 'production')).body.value).toBe(value);
});

test('every version has a data key and a nonce of its own', async () => {
  const value = unique('sk-');
  for (let index = 0; index < 5; index += 1) await createKey(api, { value });
  const rows = await database.query<{ nonce: string; wrapped: string; sealed: string }>(
    `SELECT encode(substring(sealed_value FOR 12), 'hex') AS nonce, encode(wrapped_data_key, 'hex') AS wrapped,
       encode(sealed_value, 'hex') AS sealed FROM key_version WHERE length(sealed_value) > 28`,
  );
  for (const column of ['nonce', 'sealed'] as const) {
    const distinct = new Set(rows.slice(-5).map((row) => row[column]));
    expect(distinct.size).toBe(5);
  }
});
