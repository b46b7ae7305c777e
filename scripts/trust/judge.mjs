import { isTitleOf } from './titles.mjs';

/**
 * What speaks against the criteria in how tests ended, a line each; of the files that ran alone.
 * A test that this machine skips is no failure, but a criterion needs one that passed.
 * @param {import('./criteria.mjs').Criterion[]} criteria
 * @param {import('./outcomes.mjs').Outcomes} outcomes
 * @returns {string[]}
 */
export function objections(criteria, outcomes) {
  return criteria.flatMap(({ number, tests }) => {
    const ran = tests.filter(({ file }) => outcomes[file]);
    const verdicts = ran.map(({ file, title }) => ({
      file,
      title,
      status: statusOf(title, outcomes[file] ?? []),
    }));
    const failed = verdicts.filter(({ status }) => status === 'failed' || status === 'missing');
    if (failed.length > 0)
      return failed.map(({ file, title, status }) => `criterion ${number}: ${status} in ${file}: ${title}`);
    if (ran.length < tests.length || verdicts.some(({ status }) => status === 'passed')) return [];
    return [`criterion ${number}: every test of it is skipped on this machine`];
  });
}

/**
 * The tests of criteria that this run left out, a line each: what they show is shown elsewhere alone.
 * @param {import('./criteria.mjs').Criterion[]} criteria
 * @param {import('./outcomes.mjs').Outcomes} outcomes
 * @returns {string[]}
 */
export function leftOut(criteria, outcomes) {
  return criteria.flatMap(({ number, tests }) =>
    tests
      .filter(({ file, title }) => outcomes[file] && statusOf(title, outcomes[file]) === 'skipped')
      .map(({ file, title }) => `criterion ${number}: left out here, in ${file}: ${title}`),
  );
}

/**
 * @param {string} title
 * @param {import('./outcomes.mjs').Outcome[]} outcomes of its file
 */
function statusOf(title, outcomes) {
  const statuses = outcomes.filter((outcome) => isTitleOf(title, outcome.title)).map(({ status }) => status);
  if (statuses.length === 0) return 'missing';
  if (statuses.includes('failed')) return 'failed';
  return statuses.includes('passed') ? 'passed' : 'skipped';
}
