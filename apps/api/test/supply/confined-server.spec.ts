import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startDatabaseProxy } from '../harness/database-proxy.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue } from '../harness/workspace.js';

/** The user of the Dockerfile. */
const USER = '10001';

const UNPRIVILEGED = [
  'setpriv',
  `--reuid=${USER}`,
  `--regid=${USER}`,
  '--clear-groups',
  '--bounding-set=-all',
  '--inh-caps=-all',
  '--no-new-privs',
];

/** What a container of docker-compose.yml is, made of what the kernel has: its own mounts, read-only, no privilege. */
const CONFINED = [
  'unshare',
  '--mount',
  '--propagation=private',
  'sh',
  '-c',
  `mount -o remount,ro,bind / && exec ${UNPRIVILEGED.join(' ')} "$@"`,
  'sh',
];

const run = ([command = '', ...words]: readonly string[]) => spawnSync(command, words, { encoding: 'utf8' });
const main = new URL('../../dist/main.js', import.meta.url).pathname;
/** Root alone may make one, and the user of the container has to be able to read this directory. */
const canConfine = run([...CONFINED, 'test', '-r', main]).status === 0;
const described = canConfine
  ? describe
  : (title: string, tests: () => void) =>
      describe.skip(`${title} (takes root, and a directory for all to read)`, tests);

described('a server of no privilege on a read-only file system', () => {
  test('does all that a server does', async () => {
    expect(run([...CONFINED, 'touch', '/tmp/x']).stderr).toMatch(/Read-only file system/);
    // Over TCP, as a container would: the run's own socket is not for this user.
    const { database } = await startDatabaseProxy(await createTestDatabase());
    const server = await startServer({ database, within: CONFINED });
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
    expect(status).toMatch(/^Name:\tnode$/m);
    expect(status).toMatch(new RegExp(`^Uid:(\t${USER}){4}$`, 'm'));
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb']) {
      expect(status).toMatch(new RegExp(`^Cap${set}:\t0+$`, 'm'));
    }

    const { api, email, password } = await createOwner(server);
    const key = await createKey(api);
    const { token } = await createToken(api);
    expect((await fetchValue(server.withToken(token), key.id, 'production')).body.value).toBe(key.value);
    expect((await server.anonymous().post('/api/session', { email, password })).status).toBe(201);
    expect(await server.process.stop()).toBe(0);
    expect(server.process.stderr).toBe('');
  });
});
