import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../checkout.mjs';

/** The page that says how each criterion of trust is met, and names the tests that show it. */
const PAGE = join(ROOT, 'docs/trust.md');

/** How many there are: one that is taken off the end would be missed by nobody. */
const CRITERIA = 48;

/**
 * @typedef {object} NamedTest a test that shows a criterion
 * @property {string} file its path, relative to the project's root
 * @property {string} title as in its source: `%s` and the like stand for what differs
 */

/**
 * @typedef {object} Criterion a row of the page
 * @property {number} number
 * @property {NamedTest[]} tests
 */

/**
 * Reads the page. Throws at a row that does not have the page's form, and unless the criteria are numbered from 1 to the last.
 * @returns {Criterion[]}
 */
export function readCriteria() {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line));
  const criteria = rows.map(readRow);
  const astray = criteria.find(({ number }, index) => number !== index + 1);
  if (astray) throw new Error(`docs/trust.md: criterion ${astray.number} is out of turn`);
  if (criteria.length !== CRITERIA)
    throw new Error(`docs/trust.md has ${criteria.length} criteria, not ${CRITERIA}`);
  return criteria;
}

/**
 * @param {string} row `| 1 | what | how | [file](path): `title`; `title` |`
 * @returns {Criterion}
 */
function readRow(row) {
  const [, number, what, how, shown, ...rest] = row.split('|').map((cell) => cell.trim());
  if (!what || !how || !shown || rest.join('') !== '')
    throw new Error(`docs/trust.md: the row of ${number} has not four cells`);
  const tests = shown.split('<br>').flatMap((line) => {
    const [, path, titles] = /^\s*\[[^\]]+\]\(([^)]+)\): (`.+`)\s*$/.exec(line) ?? [];
    if (!path || !titles)
      throw new Error(`docs/trust.md: criterion ${number} does not name a test as the others do`);
    const file = relative(ROOT, join(dirname(PAGE), path));
    return titles.split('`; `').map((title) => ({ file, title: title.replace(/^`|`$/g, '') }));
  });
  return { number: Number(number), tests };
}
