import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api } = owner;

test('no table holds a value, a token, a password or a master key, in any form', async () => {
  const key = await createKey(api);
  const rotated = unique('sk-proj-');
  await api.post(`/api/keys/${key.id}/versions`, { value: rotated });
  await api.post(`/api/keys/${key.id}/versions/1/restore`);
  await api.post('/api/keys', { name: key.name, llmType: 'openai', value: rotated });
  const { token } = await createToken(api);
  for (const env of ['production', 'development']) await fetchValue(app, key.id, env);
  const wrongPassword = unique('wrong-password-');
  await server.anonymous().post('/api/session', { email: owner.email, password: wrongPassword });
  await server.withToken(`${token}x`).get('/external/keys');

  const { masterKey, sessionSecret, setupToken } = server.secrets;
  const secrets = [key.value, rotated, token, owner.password, wrongPassword, sessionSecret, setupToken];
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    // Without its ends, so that it is found wherever it begins within other base64.
    return [secret, bytes.toString('hex'), bytes.toString('base64').slice(0, -4)];
  });
  const keyBytes = Buffer.from(masterKey, 'base64');
  forms.push(masterKey, keyBytes.toString('hex'), keyBytes.toString('base64url'));

  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  expect(tables.length).toBeGreaterThanOrEqual(10);
  for (const { name } of tables) {
    // A row as text shows bytes as hexadecimal digits.
    const rows = await database.query<{ row: string }>(`SELECT whole::text AS row FROM ${name} AS whole`);
    const dump = rows.map(({ row }) => row).join('\n');
    expect({ name, found: forms.filter((form) => dump.includes(form)) }).toEqual({ name, found: [] });
  }
  const { stdout, stderr } = server.process;
  expect(forms.filter((form) => (stdout + stderr).includes(form))).toEqual([]);
});

test('passwords are stored by argon2id with at least 19 MiB and two passes', async () => {
  const [row] = await database.query<{ password_hash: string }>('SELECT password_hash FROM account');
  const [, memory, passes] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(row?.password_hash ?? '') ?? [];
  expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
  expect(Number(passes)).toBeGreaterThanOrEqual(2);
});
