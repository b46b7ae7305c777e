import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateBinaries, prepareBinaries, programPath } from './binaries.js';

const scratch = mkdtempSync(join(tmpdir(), 'binaries-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(['freebsd-x64', 'linux-ia32', 'win32-arm64'])(
  '%s is told to bring its own PostgreSQL',
  (platform) => {
    expect(() => locateBinaries(platform)).toThrow(
      expect.objectContaining({
        code: 'unsupported_platform',
        message: expect.stringContaining('DATABASE_URL'),
      }),
    );
  },
);

test('says how to install a package that is not there', () => {
  const other = process.platform === 'darwin' ? 'win32-x64' : 'darwin-arm64';
  expect(() => locateBinaries(other)).toThrow(
    expect.objectContaining({ code: 'binaries_missing', message: expect.stringContaining('npm ci') }),
  );
});

test('restores the library links that a package cannot carry, and may do so again', async () => {
  const located = locateBinaries();
  const fresh = { ...located, directory: join(scratch, 'fresh') };
  cpSync(located.directory, fresh.directory, { recursive: true });
  for (const name of readdirSync(join(fresh.directory, 'lib'))) {
    const file = join(fresh.directory, 'lib', name);
    if (lstatSync(file).isSymbolicLink()) rmSync(file);
  }
  if (process.platform === 'linux') expect(() => versionOf(fresh)).toThrow(/libicu/);
  expect(await prepareBinaries(fresh, null, [])).toBe(fresh);
  expect(await prepareBinaries(fresh, null, [])).toBe(fresh);
  expect(versionOf(fresh)).toBe(located.major);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('what another account cannot reach is copied to where it can', async () => {
  const closed = join(scratch, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const located = locateBinaries();
  const hidden = { ...located, directory: join(closed, 'native') };
  cpSync(located.directory, hidden.directory, { recursive: true });
  const user = { uid: 65534, gid: 65534 };
  const open = mkdtempSync(join(tmpdir(), 'binaries-open-'));
  execFileSync('chmod', ['711', open]);
  const copy = await prepareBinaries(hidden, user, [closed, open]);
  expect(copy.directory).toBe(join(open, `postgresql-${located.packageVersion}`));
  expect(execFileSync(programPath(copy, 'postgres'), ['--version'], { ...user, encoding: 'utf8' })).toMatch(
    /^postgres/,
  );
  expect(statSync(copy.directory).mode & 0o022).toBe(0);
  expect(readdirSync(open)).toHaveLength(1);
  await expect(prepareBinaries(hidden, user, [closed])).rejects.toMatchObject({ code: 'binaries_missing' });
  rmSync(open, { recursive: true });
});

function versionOf(binaries: { directory: string; packageVersion: string; major: number }): number {
  const output = execFileSync(programPath(binaries, 'postgres'), ['--version'], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return Number.parseInt(output.replace(/^\D+/, ''), 10);
}
