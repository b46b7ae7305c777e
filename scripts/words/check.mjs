import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../checkout.mjs';
import { literalWords } from './literals.mjs';

const DASHBOARD = 'apps/admin/src';

/** Where no words are looked for: the words themselves, tests, and what is written by a program. */
const EXEMPT = /^text\/|\.spec\.tsx?$|\.generated\.ts$/;

/**
 * Throws where a source of the dashboard has words for people that belong to its text, each by file and line.
 * @returns {void}
 */
export function assertWordsAreInOnePlace() {
  const files = readdirSync(join(ROOT, DASHBOARD), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !EXEMPT.test(file))
    .sort();
  const problems = files.flatMap((file) =>
    literalWords(file, readFileSync(join(ROOT, DASHBOARD, file), 'utf8')).map(
      ({ line, words }) => `${DASHBOARD}/${file}:${line}: ${words}`,
    ),
  );
  if (problems.length > 0)
    throw new Error(`words belong to ${DASHBOARD}/text (see its README):\n  ${problems.join('\n  ')}`);
}
