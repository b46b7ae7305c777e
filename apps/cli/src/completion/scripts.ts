import { bash } from './bash.js';
import type { CommandWords } from './command-words.js';
import { fish } from './fish.js';
import { zsh } from './zsh.js';

/** Each shell's script; takes the commands, and the shells that there are. */
const SCRIPTS = { bash, zsh, fish } as const;

export type Shell = keyof typeof SCRIPTS;
export const SHELLS: readonly string[] = Object.keys(SCRIPTS);

/** The completion script of a shell: commands, their options, environments, and behind `run --` the shell's own. */
export function completionFor(shell: Shell, commands: readonly CommandWords[]): string {
  return SCRIPTS[shell](commands, SHELLS);
}
