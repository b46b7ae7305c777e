import ts from 'typescript';
import { hasLetters, readsLikeWords, VALUE } from './reading.mjs';

/** Attributes, and properties of the same names, that people see or hear. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'children',
  'copyLabel',
  'description',
  'error',
  'intro',
  'label',
  'message',
  'placeholder',
  'title',
]);

/** Calls whose first argument people read. */
const SAYING = new Set(['notifyDone', 'notifyFailed']);

/** Attributes with words that only a browser reads. */
const UNREAD = new Set(['autoComplete', 'className', 'd', 'fontFamily', 'rel', 'style']);

/** Elements whose content is code. */
const CODE = new Set(['code', 'Code', 'kbd', 'Kbd', 'pre']);

const CHOICES = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.PlusToken,
]);

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/**
 * Words for people in a source, each with its line: what JSX shows, what stands in an attribute or a property that
 * people read, what is said in passing, and whatever else reads like words.
 * @param {string} file its name; it tells JSX from plain TypeScript
 * @param {string} text its source
 * @returns {{ line: number, words: string }[]}
 */
export function literalWords(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {{ line: number, words: string }[]} */
  const found = [];
  /**
   * @param {ts.Node} node
   * @param {boolean} isRead whether people read what the node comes to
   */
  const visit = (node, isRead) => {
    if (isCode(node)) return;
    const words = wordsOf(node);
    if (words !== null && (isRead ? hasLetters(words) : readsLikeWords(words))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ line: line + 1, words: words.replaceAll(VALUE, '…').replace(/\s+/g, ' ').trim() });
    }
    ts.forEachChild(node, (child) => visit(child, isReadOf(node, child, isRead)));
  };
  visit(source, false);
  return found;
}

/**
 * @param {ts.Node} node
 * @returns {string | null} the text of a literal; null for anything else
 */
function wordsOf(node) {
  if (ts.isJsxText(node) || ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => VALUE + literal.text).join('');
}

/**
 * Whether people read what a child comes to.
 * @param {ts.Node} node its parent
 * @param {ts.Node} child
 * @param {boolean} isRead whether people read what the parent comes to
 * @returns {boolean}
 */
function isReadOf(node, child, isRead) {
  if (ts.isJsxElement(node) || ts.isJsxFragment(node))
    return ts.isJsxText(child) || ts.isJsxExpression(child);
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node))
    return child === node.initializer && READ.has(nameOf(node.name));
  if (ts.isCallExpression(node)) return child === node.arguments[0] && SAYING.has(node.expression.getText());
  return isRead && handsOn(node);
}

/**
 * Whether a node comes to what its children come to.
 * @param {ts.Node} node
 * @returns {boolean}
 */
function handsOn(node) {
  if (ts.isBinaryExpression(node)) return CHOICES.has(node.operatorToken.kind);
  return (
    ts.isConditionalExpression(node) ||
    ts.isJsxExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node)
  );
}

/**
 * Whether a node is for the program alone: imports, types, names of properties, what is compared with, code that
 * is shown, and errors that only who works on the dashboard sees.
 * @param {ts.Node} node
 * @returns {boolean}
 */
function isCode(node) {
  const { parent } = node;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) return UNREAD.has(nameOf(node.name));
  if (ts.isJsxElement(node)) return CODE.has(node.openingElement.tagName.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Error';
  if (!ts.isStringLiteralLike(node)) return false;
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isBinaryExpression(parent) && COMPARISONS.has(parent.operatorToken.kind);
}

/** @param {ts.JsxAttributeName | ts.PropertyName} name */
function nameOf(name) {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}
