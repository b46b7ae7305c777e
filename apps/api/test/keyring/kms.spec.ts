import { runAdmin } from '../harness/admin-command.js';
import { type FakeKms, startFakeKms } from '../harness/fake-kms.js';
import { ServerProcess } from '../harness/server-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const admin = (words: readonly string[], database: TestDatabase, kms: FakeKms, more = {}) =>
  runAdmin(words, { DATABASE_URL: database.url, ...kms.variables, ...more });

test('the master key is made and kept by KMS, opened once a start, and asked for by no fetch', async () => {
  const kms = await startFakeKms();
  const database = await createTestDatabase();
  const first = await startServer({ database, env: kms.variables });
  const owner = await createOwner(first);
  const key = await createKey(owner.api);
  const { token } = await createToken(owner.api);
  expect(kms.asked).toEqual(['GenerateDataKey']);
  const next = await startServer({ database, secrets: first.secrets, env: kms.variables });
  for (const server of [first, next]) {
    const answer = await fetchValue(server.withToken(token), key.id, 'production');
    expect(answer.body.value).toBe(key.value);
  }
  expect(kms.asked).toEqual(['GenerateDataKey', 'Decrypt']);
  expect(await database.query('SELECT root FROM master_key')).toEqual([{ root: kms.keyArn }]);
  expect(await admin(['doctor'], database, kms)).toMatchObject({ code: 0 });
});

test('servers that start at once agree on one master key', async () => {
  const kms = await startFakeKms();
  const database = await createTestDatabase();
  const secrets = (await startWorkspace()).server.secrets;
  const servers = await Promise.all(
    [1, 2, 3].map(() => startServer({ database, secrets, env: kms.variables })),
  );
  expect(await database.query('SELECT root FROM master_key')).toEqual([{ root: kms.keyArn }]);
  const [one, other] = servers as [TestServer, TestServer];
  const owner = await createOwner(one);
  const key = await createKey(owner.api);
  const { token } = await createToken(owner.api);
  expect((await fetchValue(other.withToken(token), key.id, 'production')).body.value).toBe(key.value);
});

test('from a master key of one’s own to KMS, to a new key there, and back', async () => {
  const kms = await startFakeKms();
  const { database, server, owner, app } = await startWorkspace();
  const key = await createKey(owner.api);
  const { masterKey } = server.secrets;
  const reads = async (at: TestServer) =>
    expect((await fetchValue(at.withToken(app.token ?? ''), key.id, 'production')).body.value).toBe(
      key.value,
    );
  const start = (env: object) =>
    startServer({ database, secrets: server.secrets, env: { ...kms.variables, ...env } });

  await reads(await start({ IBYOK_MASTER_KEY: masterKey }));
  expect(await admin(['rewrap'], database, kms, { IBYOK_MASTER_KEY: masterKey })).toMatchObject({ code: 0 });
  await reads(await start({}));

  expect(await admin(['rewrap', '--new-kms-key'], database, kms)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/made the master key mk_/),
  });
  await reads(await start({}));
  expect(await admin(['rewrap'], database, kms)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Rewrapped 1 rows/),
  });
  await reads(await start({}));
});

test.each<[string, (kms: FakeKms) => object | undefined, RegExp]>([
  ['refuses', (kms) => kms.refuse(true), /AccessDeniedException/],
  ['is not there', () => ({ AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9' }), /ECONNREFUSED/],
  ['does not know the key', (kms) => ({ IBYOK_KMS: `aws:${kms.keyArn}0` }), /NotFoundException/],
])('a start where KMS %s ends in one line, without a secret', async (_, spoil, said) => {
  const kms = await startFakeKms();
  const database = await createTestDatabase();
  const env = { ...kms.variables, ...spoil(kms) };
  const process = new ServerProcess({
    PORT: '0',
    DATABASE_URL: database.url,
    IBYOK_SESSION_SECRET: 'x'.repeat(40),
    ...env,
  });
  expect(await process.ended()).toBe(1);
  expect(process.stderr).toMatch(said);
  // On old versions of Node the SDK has a word of its own before it.
  expect(process.stderr.trim().split('\n').at(-1)).toMatch(said);
  expect(process.stderr).not.toMatch(/secret detail|test-secret-key/);
  expect(await database.query('SELECT FROM master_key')).toEqual([]);
});

test('a wrapped key that was changed in the table opens nothing', async () => {
  const kms = await startFakeKms();
  const database = await createTestDatabase();
  const first = await startServer({ database, env: kms.variables });
  await first.process.stop();
  await database.query(
    'UPDATE master_key SET wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1)',
  );
  const env = { DATABASE_URL: database.url, IBYOK_SESSION_SECRET: 'x'.repeat(40), ...kms.variables };
  const process = new ServerProcess({ PORT: '0', ...env });
  expect(await process.ended()).toBe(1);
  expect(process.stderr).toMatch(/InvalidCiphertextException/);
});

test.each([
  'aws:',
  'arn:aws:kms:eu-central-1:111122223333:key/x',
  'gcp:x',
  'aws:arn:aws:s3:::bucket',
  'aws:arn:aws:kms:eu-central-1:1:key/x',
])('IBYOK_KMS=%s refuses the start', async (text) => {
  const process = new ServerProcess({
    PORT: '0',
    IBYOK_KMS: text,
    DATABASE_URL: 'postgres://127.0.0.1:9/x',
    IBYOK_SESSION_SECRET: 'x'.repeat(40),
  });
  expect(await process.ended()).toBe(78);
  expect(process.stderr).toMatch(/^IBYOK_KMS must be aws: and the ARN of a key/);
  expect(process.stderr.trim().split('\n')).toHaveLength(1);
});
