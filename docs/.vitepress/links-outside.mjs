import { posix } from 'node:path';

/**
 * Shows a link that leaves the documentation (to a source or a test) as its text: in the repository it leads there, on
 * the site it would lead nowhere.
 * @param {import('vitepress').MarkdownRenderer} markdown
 */
export function withoutLinksOutside(markdown) {
  markdown.core.ruler.push('links-outside', ({ tokens, env }) => {
    for (const { children } of tokens) if (children) dropLinks(children, env.relativePath ?? '');
  });
}

/**
 * @param {{ type: string, tag: string, content: string, hidden: boolean, attrGet(name: string): string | null }[]} tokens
 * @param {string} page its path in the documentation
 */
function dropLinks(tokens, page) {
  let isOutside = false;
  for (const [place, token] of [...tokens.entries()]) {
    if (token.type === 'link_open') isOutside = leaves(token.attrGet('href') ?? '', page);
    if (isOutside && /^link_(open|close)$/.test(token.type)) {
      const gap = Object.assign(Object.create(Object.getPrototypeOf(token)), token);
      tokens[place] = Object.assign(gap, { type: 'text', tag: '', nesting: 0, content: '', attrs: null });
    }
    if (token.type === 'link_close') isOutside = false;
  }
}

/**
 * @param {string} href
 * @param {string} page
 */
function leaves(href, page) {
  if (/^([a-z]+:|\/|#)/.test(href)) return false;
  return posix.normalize(posix.join(posix.dirname(page), href)).startsWith('..');
}
