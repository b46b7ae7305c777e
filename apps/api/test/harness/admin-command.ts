import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { INHERITED, type Secrets, type Variables } from './server-process.js';
import type { TestDatabase } from './test-database.js';

const ADMIN = fileURLToPath(new URL('../../dist/admin.js', import.meta.url));

/** How a command of an administrator ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a verb of `npm run admin` with these variables and no others of its own, and with what is typed to it. */
export async function runAdmin(
  words: readonly string[],
  variables: Variables,
  input = '',
): Promise<CommandResult> {
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
  const child = spawn(process.execPath, [ADMIN, ...words], {
    env: { ...inherited, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(input);
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** The variables of a command that works on the database of a server with these secrets. */
export function adminVariables(database: TestDatabase, { masterKey }: Secrets): Variables {
  return { DATABASE_URL: database.url, IBYOK_MASTER_KEY: masterKey };
}
