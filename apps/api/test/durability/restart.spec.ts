import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listRecords } from '../harness/audit.js';
import type { Key } from '../harness/contract.js';
import { isRunning } from '../harness/is-running.js';
import { newDirectory } from '../harness/run.js';
import { ServerProcess } from '../harness/server-process.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue, unique } from '../harness/workspace.js';

const dataDirectory = newDirectory();

/** The embedded PostgreSQL's process, as its own file names it. */
const postmaster = (): number =>
  Number(readFileSync(join(dataDirectory, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);

test('a first start creates the database and secrets, invites the owner once, and a restart keeps everything', async () => {
  const first = await startServer({ dataDirectory, env: { IBYOK_SETUP_TOKEN: undefined } });
  const [, setupToken = ''] = /\/setup#token=(\S+)/.exec(first.process.stdout) ?? [];
  expect(setupToken.length).toBeGreaterThanOrEqual(32);
  expect(statSync(dataDirectory).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const file of ['master-key', 'session-secret', 'pg.password']) {
    expect(statSync(join(dataDirectory, file)).mode & 0o777).toBe(0o600);
  }

  const owner = await createOwner({ ...first, secrets: { ...first.secrets, setupToken } });
  const { api } = owner;
  const key = await createKey(api, { value: unique('sk-proj-') });
  const rotated = unique('sk-proj-');
  await api.post(`/api/keys/${key.id}/versions`, { value: rotated });
  await api.patch(`/api/keys/${key.id}/overrides`, { development: 'live' });
  await api.patch('/api/settings/environments', { staging: 'live' });
  const { token } = await createToken(api);
  const mock = await createKey(api);
  const read = async ({ origin, withToken }: TestServer) => {
    const client = withToken(token);
    const bodies = [
      (await fetchValue(client, key.id)).body,
      (await fetchValue(client, mock.id)).body,
      (await fetchValue(client, mock.id, 'staging')).body,
    ];
    // A mock's base URL is of the server, whose port another start chooses anew.
    return JSON.parse(JSON.stringify(bodies).replaceAll(origin, 'http://server'));
  };
  const before = await read(first);
  const records = await listRecords(api, '?limit=100');
  const pid = postmaster();
  expect(isRunning(pid)).toBe(true);
  expect(await first.process.stop()).toBe(0);
  expect(isRunning(pid)).toBe(false);
  expect(first.process.stderr).toBe('');

  const second = await startServer({ dataDirectory, env: { IBYOK_SETUP_TOKEN: undefined } });
  expect(second.process.stdout).not.toContain('/setup#');
  expect(await read(second)).toEqual(before);
  const again = api.copy(second.origin);
  expect((await again.get('/api/session')).body).toEqual(owner.session);
  expect((await again.get<Key>(`/api/keys/${key.id}`)).body).toMatchObject({
    version: 2,
    overrides: { development: 'live', staging: 'inherit', production: 'inherit' },
  });
  expect((await again.get('/api/settings/environments')).body).toMatchObject({ staging: 'live' });
  expect((await listRecords(again, '?limit=100')).slice(-records.length)).toEqual(records);
  const signedIn = await second
    .anonymous()
    .post('/api/session', { email: owner.email, password: owner.password });
  expect(signedIn.status).toBe(201);

  const third = new ServerProcess({ PORT: '0', IBYOK_DATA_DIR: dataDirectory });
  expect(await third.ended()).toBe(1);
  expect(third.stderr).toMatch(/^The data directory is already in use by process \d+.*\n$/);
  expect((await fetchValue(second.withToken(token), key.id)).body.value).toBe(rotated);

  expect(await second.process.stop()).toBe(0);
  expectNothingReadable([key.value, rotated, token, owner.password, setupToken]);
});

/** Expects that no file of the data directory holds a secret as it is, in base64 or in hexadecimal digits. */
function expectNothingReadable(secrets: readonly string[]): void {
  const encodings = ['utf8', 'base64', 'hex'] as const;
  const forms = secrets.flatMap((secret) => encodings.map((name) => Buffer.from(secret).toString(name)));
  const files = readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files.filter(existsSync)) {
    const bytes = readFileSync(file);
    expect(forms.filter((form) => bytes.includes(form)).map(() => file)).toEqual([]);
  }
}
