import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCleanup } from '../../api/test/harness/cleanup.js';

export const CLI = fileURLToPath(new URL('../bin/ibyok.cjs', import.meta.url));

export type Variables = Readonly<Record<string, string | undefined>>;

/** How the command line ended, and all that it said. */
export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that runs. */
export interface RunningCli {
  readonly process: ChildProcess;
  readonly said: { stdout: string; stderr: string };
  readonly ended: Promise<Ending>;
}

const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/** These variables and, of the test's own, what every program needs. */
export function withInherited(variables: Variables): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])), ...variables };
}

/** Starts the built program with these variables and no others of its own. */
export function startCli(words: readonly string[], variables: Variables, input = ''): RunningCli {
  const child = spawn(process.execPath, [CLI, ...words], {
    env: withInherited(variables),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(input);
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { process: child, said, ended };
}

/** Runs the built program to its end. */
export function runCli(words: readonly string[], variables: Variables, input = ''): Promise<Ending> {
  return startCli(words, variables, input).ended;
}

/** A directory that is removed at the end of the test file. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-cli-'));
  onCleanup(async () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A command that writes its variables as JSON. */
export const SHOW_VARIABLES = [process.execPath, '-e', 'console.log(JSON.stringify(process.env))'];
