import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listen } from './listen.js';
import { newDirectory } from './run.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PUBLISHED = ['libs/client', 'apps/cli'];

/** What npm is told about one package. */
interface Packed {
  readonly name: string;
  readonly version: string;
  readonly manifest: object;
  readonly tarball: Buffer;
}

/** A registry on this machine that has the packages to be published, packed as they are now; returns its address. */
export async function servePackages(): Promise<string> {
  const packages = await Promise.all(PUBLISHED.map(pack));
  const origin = await listen(({ url = '' }, response) => {
    const path = decodeURIComponent(url);
    const named = packages.find(({ name }) => path === `/${name}`);
    const packed = packages.find(({ name }) => path === `/${name}.tgz`);
    if (named) response.setHeader('content-type', 'application/json').end(JSON.stringify(documentOf(named)));
    else if (packed) response.end(packed.tarball);
    else response.writeHead(404).end('{}');
  });
  return origin;

  function documentOf({ name, version, manifest, tarball }: Packed): object {
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { tarball: `${origin}/${name}.tgz`, integrity };
    return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
  }
}

async function pack(folder: string): Promise<Packed> {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const destination = newDirectory();
  mkdirSync(destination);
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', `--pack-destination=${destination}`],
    { cwd: join(ROOT, folder), env: { PATH: process.env.PATH, HOME: destination } },
  );
  const [{ filename }] = JSON.parse(stdout);
  const { name, version } = manifest;
  return { name, version, manifest, tarball: readFileSync(join(destination, filename)) };
}
