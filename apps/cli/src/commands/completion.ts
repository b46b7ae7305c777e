import type { Command } from 'commander';
import { commandWordsOf } from '../completion/command-words.js';
import { completionFor, SHELLS, type Shell } from '../completion/scripts.js';
import { Failure } from '../failure.js';

/** `ibyok completion SHELL`: prints a script that the shell reads. */
export function completion(program: Command, shell: string): void {
  if (!SHELLS.includes(shell)) {
    throw new Failure('shell_unknown', `There is completion for ${SHELLS.join(', ')}: name one of them.`);
  }
  process.stdout.write(completionFor(shell as Shell, commandWordsOf(program)));
}
