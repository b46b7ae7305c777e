import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';

/** What a supervisor or a person ends programs with. */
const FORWARDED: readonly NodeJS.Signals[] = [
  ...(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const),
  // With these programs are told to restart or to look into their files; unheard they would end this one alone.
  ...(['SIGUSR1', 'SIGUSR2'] as const),
];
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
  // Any of them: with input from a file, too, the terminal's signals come to both.
  const isTerminals = [0, 1, 2].some((stream) => isatty(stream));
  return new Promise((resolve, reject) => {
    // Before the start: a signal that comes in between must not end this process alone.
    let forward = (_: NodeJS.Signals): void => {};
    const handlers = FORWARDED.map((signal) => {
      const handler = (): void => forward(signal);
      process.on(signal, handler);
      return [signal, handler] as const;
    });
    const done = (settle: () => void): void => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      settle();
    };
    let child: ChildProcess;
    try {
      child = spawn(command, [...words], { env: variables, stdio: 'inherit' });
    } catch (error) {
      // Some failures come at once, as that of variables that are too long together.
      return done(() => reject(startFailure(command, error as NodeJS.ErrnoException)));
    }
    forward = (signal) => {
      if (!(isTerminals && FROM_TERMINAL.has(signal))) child.kill(signal);
    };
    child.once('error', (error: NodeJS.ErrnoException) => done(() => reject(startFailure(command, error))));
    child.once('exit', (code, signal) => done(() => resolve(code ?? 128 + numberOf(signal))));
  });
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}

function startFailure(command: string, { code }: NodeJS.ErrnoException): Failure {
  if (code === 'ENOENT' && /\s/.test(command)) {
    const detail =
      'There is no command of this name, which has spaces in it: write its words one by one, or sh -c before a line for a shell.';
    return new Failure('no_command', detail, EXIT.noCommand);
  }
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
