import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { servePackages } from './package-registry.js';
import { newDirectory } from './run.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/** How a command ended, and all that it said. */
export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A machine of a person's own, as far as commands can tell: an empty home, an empty global npm folder on PATH, and a
 * registry that has the packages to be published.
 */
export interface Machine {
  /** Where global packages are installed. */
  readonly global: string;
  /** Runs a script as `sh -e` does, with these variables and no others of the run's own. */
  sh(script: string, cwd: string, variables?: Variables, input?: string): Promise<Ending>;
  /** Runs a program with its arguments. */
  run(command: readonly string[], cwd: string, variables?: Variables, input?: string): Promise<Ending>;
}

/** Sets a machine up; without packages to install where none is wanted. */
export async function startMachine({ packages = true } = {}): Promise<Machine> {
  const home = newDirectory();
  const global = join(home, 'global');
  mkdirSync(join(global, 'bin'), { recursive: true });
  const own = {
    PATH: `${join(global, 'bin')}:${process.env.PATH}`,
    HOME: home,
    npm_config_registry: packages ? await servePackages() : 'http://127.0.0.1:9',
    npm_config_prefix: global,
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const run: Machine['run'] = async ([command = '', ...words], cwd, variables = {}, input = '') => {
    const child = spawn(command, words, { cwd, env: { ...own, ...variables } });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text;
      });
    }
    child.stdin.on('error', () => {}).end(input);
    const [code] = await once(child, 'close');
    return { code, ...said };
  };
  return { global, run, sh: (script, ...rest) => run(['sh', '-e', '-c', script], ...rest) };
}
