import type { Command } from 'commander';
import { type CommandWords, completionFor, SHELLS, type Shell } from '../completion/scripts.js';
import { Failure } from '../failure.js';

/** `ibyok completion SHELL`: prints a script that the shell reads. */
export function completion(program: Command, shell: string): void {
  if (!SHELLS.some((known) => known === shell)) {
    throw new Failure('shell_unknown', `There is completion for ${SHELLS.join(', ')}: name one of them.`);
  }
  const commands = program.commands.map(
    (command): CommandWords => ({
      name: command.name(),
      summary: command.summary() || command.description(),
      options: command.options.flatMap(({ long, short }) => [long, short].filter((word) => word != null)),
    }),
  );
  process.stdout.write(completionFor(shell as Shell, commands));
}
