/** What `--env` takes. */
export const ENVIRONMENTS = 'development staging production';

/** A text as it may stand between a shell's single quotes, and behind a colon. */
export function quotable(text: string): string {
  return text.replace(/['\\]/g, '’').replaceAll(':', ' –');
}
