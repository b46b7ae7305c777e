import { readCriteria } from './criteria.mjs';
import { objections } from './judge.mjs';
import { lastOutcomes } from './outcomes.mjs';
import { absentTests } from './titles.mjs';

/**
 * Throws unless every criterion of docs/trust.md names tests that exist, and none of them failed when it last ran here.
 * @returns {Promise<void>}
 */
export async function assertTrustIsShown() {
  const criteria = readCriteria();
  const absent = absentTests(criteria);
  const problems = absent.length > 0 ? absent : objections(criteria, lastOutcomes());
  if (problems.length > 0)
    throw new Error(`docs/trust.md is not shown (npm run test:trust):\n  ${problems.join('\n  ')}`);
}
