import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';

/** What a supervisor or a person ends programs with. */
const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** A terminal sends these to every program in its foreground: the command has them already. */
const FROM_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGHUP']);

/**
 * Runs a command with these variables and the terminal of this process, hands signals on to it, and waits for its end.
 * @returns its exit code; 128 and the signal's number where a signal ended it
 */
export function runChild(
  command: string,
  words: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<number> {
  const isTerminals = process.stdin.isTTY === true;
  return new Promise((resolve, reject) => {
    // Before the start: a signal that comes in between must not end this process alone.
    let forward = (_: NodeJS.Signals): void => {};
    const handlers = FORWARDED.map((signal) => {
      const handler = (): void => forward(signal);
      process.on(signal, handler);
      return [signal, handler] as const;
    });
    const child = spawn(command, [...words], { env: variables, stdio: 'inherit' });
    forward = (signal) => {
      if (!(isTerminals && FROM_TERMINAL.has(signal))) child.kill(signal);
    };
    const done = (settle: () => void): void => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      settle();
    };
    child.once('error', (error: NodeJS.ErrnoException) => done(() => reject(startFailure(command, error))));
    child.once('exit', (code, signal) => done(() => resolve(code ?? 128 + numberOf(signal))));
  });
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}

function startFailure(command: string, { code }: NodeJS.ErrnoException): Failure {
  if (code === 'ENOENT') {
    return new Failure(
      'no_command',
      `There is no command ${command}: look at its spelling and at PATH.`,
      EXIT.noCommand,
    );
  }
  const why = code ?? 'for a reason unknown';
  return new Failure('not_executable', `${command} cannot be started (${why}).`, EXIT.notExecutable);
}
