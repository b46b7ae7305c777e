import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import type { CommandWords } from './command-words.js';

/** What `--env` takes, as a shell's words. */
export const ENVIRONMENT_WORDS = ENVIRONMENTS.join(' ');

/** The options behind which a word follows that nobody can complete, as a shell's pattern. */
export function freeOptions(commands: readonly CommandWords[]): string {
  const withValue = commands.flatMap(({ options }) =>
    options.filter(({ takesValue }) => takesValue).map(({ long }) => long),
  );
  return [...new Set(withValue)].filter((option) => option !== '--env').join('|');
}

/** A text as it may stand between a shell's single quotes, and behind a colon. */
export function quotable(text: string): string {
  return text.replace(/['\\]/g, '’').replaceAll(':', ' –');
}
