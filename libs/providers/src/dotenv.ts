/** One variable of a .env file. */
export interface DotenvVariable {
  readonly name: string;
  readonly value: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** True where a quote opens and does not close: what belongs to the value is anybody's guess. */
  readonly unclosed: boolean;
  /** True where the value names another variable, like `${OTHER}`; it stays as written. */
  readonly refers: boolean;
}

/** What a .env file says. */
export interface Dotenv {
  readonly variables: readonly DotenvVariable[];
  /** The lines that are neither a variable, a comment, nor empty, counted from 1. */
  readonly unreadable: readonly number[];
}

/** `NAME=`, `export NAME =` or `NAME: `, as far as the value. */
const ASSIGNMENT = /[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=|:[ \t])[ \t]*/y;
const EMPTY_OR_COMMENT = /[ \t]*(?:#[^\n]*)?(?=\n|$)/y;
const BARE_VALUE = /[^#\n]*/y;
const REST_OF_LINE = /[^\n]*/y;
/** In quotes a value may go on over lines; behind it, only a comment. */
const QUOTED_VALUE = {
  "'": /'((?:\\'|[^'])*)'[ \t]*(?:#[^\n]*)?(?=\n|$)/y,
  '"': /"((?:\\"|[^"])*)"[ \t]*(?:#[^\n]*)?(?=\n|$)/y,
  '`': /`((?:\\`|[^`])*)`[ \t]*(?:#[^\n]*)?(?=\n|$)/y,
} as const;
const REFERENCE = /\$\{\w+\}/;

/**
 * Reads a .env file as the dotenv package does: comments, `export`, three kinds of quotes, values over lines in
 * them, and a `#` that ends a bare value. References to other variables stay as they are. Of a name that occurs
 * twice both are returned. Never throws.
 */
export function parseDotenv(text: string): Dotenv {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const variables: DotenvVariable[] = [];
  const unreadable: number[] = [];
  let line = 1;
  for (let at = 0; at < source.length; ) {
    let end = matchAt(EMPTY_OR_COMMENT, source, at)?.end;
    if (end === undefined) {
      const assignment = matchAt(ASSIGNMENT, source, at);
      if (assignment) {
        const { value, end: behind, unclosed } = readValue(source, assignment.end);
        variables.push({ name: assignment.group, value, line, unclosed, refers: REFERENCE.test(value) });
        end = behind;
      } else unreadable.push(line);
      end = matchAt(REST_OF_LINE, source, end ?? at)?.end ?? source.length;
    }
    line += source.slice(at, end).split('\n').length;
    at = end + 1;
  }
  return { variables, unreadable };
}

function readValue(source: string, at: number): { value: string; end: number; unclosed: boolean } {
  const quote = source[at];
  if (quote === "'" || quote === '"' || quote === '`') {
    const quoted = matchAt(QUOTED_VALUE[quote], source, at);
    if (quoted) {
      const value =
        quote === '"' ? quoted.group.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : quoted.group;
      return { value, end: quoted.end, unclosed: false };
    }
  }
  const bare = matchAt(BARE_VALUE, source, at);
  const value = bare?.whole.trim() ?? '';
  return { value, end: bare?.end ?? at, unclosed: /^(['"`])(?!.*\1)/.test(value) };
}

function matchAt(sticky: RegExp, source: string, at: number) {
  sticky.lastIndex = at;
  const match = sticky.exec(source);
  return match && { whole: match[0], group: match[1] ?? '', end: at + match[0].length };
}
