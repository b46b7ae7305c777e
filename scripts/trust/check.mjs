import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../checkout.mjs';
import { readCriteria } from './criteria.mjs';
import { objections } from './judge.mjs';
import { lastOutcomes } from './outcomes.mjs';
import { titlesIn } from './titles.mjs';

/**
 * Throws unless every criterion of docs/trust.md names tests that exist, and none of them failed when it last ran here.
 * @returns {Promise<void>}
 */
export async function assertTrustIsShown() {
  const criteria = readCriteria();
  /** @type {Map<string, Set<string>>} */
  const titles = new Map();
  const absent = criteria.flatMap(({ number, tests }) =>
    tests
      .filter(({ file, title }) => {
        if (!titles.has(file)) titles.set(file, existsSync(join(ROOT, file)) ? titlesIn(file) : new Set());
        return !titles.get(file)?.has(title);
      })
      .map(({ file, title }) => `criterion ${number}: no such test in ${file}: ${title}`),
  );
  const problems = absent.length > 0 ? absent : objections(criteria, lastOutcomes());
  if (problems.length > 0)
    throw new Error(`docs/trust.md is not shown (npm run test:trust):\n  ${problems.join('\n  ')}`);
}
