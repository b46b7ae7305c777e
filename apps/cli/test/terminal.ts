import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onCleanup } from '../../api/test/harness/cleanup.js';
import { type Variables, withInherited } from './run-cli.js';

/** A program on a terminal of its own. */
export interface Terminal {
  /** All that it has shown. */
  readonly shown: () => string;
  /** Types: `\r` is Enter, `\x03` Ctrl-C, `\x04` Ctrl-D, `\t` Tab. */
  type(keys: string): void;
  /** How it ended; a program that a signal ended has 128 and the signal's number. */
  readonly ended: Promise<{ readonly code: number | null; readonly shown: string }>;
}

/** Runs a program on a pseudo-terminal of which it is the foreground, and hands on what is typed. */
const ON_TERMINAL = `
import os, pty, sys
end = os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:]))
sys.exit(end if end >= 0 else 128 - end)
`;

/** Starts a program on a terminal, with these variables and no others of its own. */
export function startOnTerminal(command: readonly string[], variables: Variables = {}): Terminal {
  const child = spawn('python3', ['-c', ON_TERMINAL, ...command], {
    env: withInherited({ TERM: 'xterm', ...variables }),
  });
  let shown = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      shown += text;
    });
  }
  child.stdin.on('error', () => {});
  // What still runs loses its terminal, and ends.
  onCleanup(async () => child.kill());
  const ended = once(child, 'close').then(([code]) => ({ code, shown }));
  return { shown: () => shown, type: (keys) => child.stdin.write(keys), ended };
}
