import { relative } from 'node:path';
import { ROOT } from '../checkout.mjs';
import { readCriteria } from './criteria.mjs';
import { leftOut, objections } from './judge.mjs';
import { keepOutcomes } from './outcomes.mjs';
import { absentTests } from './titles.mjs';

/** Fails a run of Jest in which a criterion of docs/trust.md is not shown, and keeps how the tests ended. */
export default class TrustReporter {
  /** @type {Error | undefined} */
  #error;

  /** @param {import('@jest/reporters').Config.GlobalConfig} config */
  constructor(config) {
    // A run of tests picked by their titles says nothing of those that were left out.
    this.picked = Boolean(config.testNamePattern);
  }

  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    if (this.picked) return;
    const outcomes = Object.fromEntries(
      results.testResults.map(({ testFilePath, testResults }) => [
        relative(ROOT, testFilePath),
        testResults.map(({ title, status }) => ({ title, status })),
      ]),
    );
    keepOutcomes(outcomes);
    const criteria = readCriteria();
    for (const line of leftOut(criteria, outcomes)) console.log(line);
    const problems = [...absentTests(criteria), ...objections(criteria, outcomes)];
    if (problems.length === 0) return;
    this.#error = new Error(`docs/trust.md is not shown:\n  ${problems.join('\n  ')}`);
    // Jest fails the run for it, without a word.
    console.error(this.#error.message);
  }

  getLastError() {
    return this.#error;
  }
}
