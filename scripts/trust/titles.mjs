import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../checkout.mjs';

/**
 * The titles of a file's tests, as its source has them. A test that is always skipped has none.
 * @param {string} file relative to the project's root
 * @returns {Set<string>}
 */
function titlesIn(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {Set<string>} */
  const titles = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (
      ts.isCallExpression(node) &&
      /^(test|it)(\.each\b|$|\.concurrent\b)/.test(node.expression.getText(source))
    ) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
        titles.add(
          title
            .getText(source)
            .slice(1, -1)
            .replace(/\\(['"`])/g, '$1'),
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/**
 * The tests that criteria name and that are in no source, a line each.
 * @param {import('./criteria.mjs').Criterion[]} criteria
 * @returns {string[]}
 */
export function absentTests(criteria) {
  /** @type {Map<string, Set<string>>} */
  const titles = new Map();
  return criteria.flatMap(({ number, tests }) =>
    tests
      .filter(({ file, title }) => {
        if (!titles.has(file)) titles.set(file, existsSync(join(ROOT, file)) ? titlesIn(file) : new Set());
        return !titles.get(file)?.has(title);
      })
      .map(({ file, title }) => `criterion ${number}: no such test in ${file}: ${title}`),
  );
}

/**
 * Whether a test that ran, by the title it had then, is the one of this title in the source.
 * @param {string} title of the source: `reads %s`, `refuses $field`
 * @param {string} ran `reads dev`
 */
export function isTitleOf(title, ran) {
  const parts = title.split(/%[psdifjoO#$%]|\$\{[^}]*\}|\$[\w.#]+/);
  return new RegExp(`^${parts.map(escaped).join('.*')}$`, 's').test(ran);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
