import type { Verb } from './verb.js';

/** The verb that a command line begins with, and what stands behind it; null where there is none. */
export function findVerb(
  verbs: readonly Verb[],
  words: readonly string[],
): { readonly verb: Verb; readonly args: readonly string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const verb = verbs.find((candidate) => candidate.name === name);
    if (verb) return { verb, args: words.slice(length) };
  }
  return null;
}

/** What people read who gave no verb or one that does not exist. */
export function helpOn(verbs: readonly Verb[]): string {
  const calls = verbs.map(({ name, usage }) => `${name} ${usage}`.trim());
  const width = Math.max(0, ...calls.map((call) => call.length));
  const lines = verbs.map(({ summary }, index) => `  ${(calls[index] ?? '').padEnd(width)}  ${summary}`);
  return ['Usage: npm run admin -- VERB', '', ...lines].join('\n');
}
