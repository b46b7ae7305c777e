import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { parseDotenv } from './dotenv.js';

const valuesOf = (text: string): Record<string, string> =>
  Object.fromEntries(parseDotenv(text).variables.map(({ name, value }) => [name, value]));
const onlyValue = (text: string) => parseDotenv(text).variables[0]?.value;

describe('parseDotenv', () => {
  it.each([
    ['A=b', 'b'],
    ['  A = b  ', 'b'],
    ['export A=b', 'b'],
    ['\texport\tA=b', 'b'],
    ['A: b', 'b'],
    ['A=', ''],
    ['A=b=c==', 'b=c=='],
    ['A=b c', 'b c'],
    ['A=b # why', 'b'],
    ['A=b#c', 'b'],
    ['A="b#c" # why', 'b#c'],
    ["A='b' ", 'b'],
    ['A=`"b" and \'c\'`', '"b" and \'c\''],
    ['A=""', ''],
    ['A="b\\nc"', 'b\nc'],
    ["A='b\\nc'", 'b\\nc'],
    ['A="{\n  \\"b\\": 1\n}"', '{\n  \\"b\\": 1\n}'],
    ['A="b" c', '"b" c'],
    ['\ufeffA=b', 'b'],
  ])('reads the value of %p', (text, value) => {
    expect(onlyValue(text)).toBe(value);
  });

  it.each(['A=1\r\nB="2\r\n3"\r\n# C=4\r\n\r\nD=5', 'A=1\rB="2\r3"\r# C=4\r\rD=5'])(
    'takes the ends of lines of every system (%#)',
    (text) => {
      expect(valuesOf(text)).toEqual({ A: '1', B: '2\n3', D: '5' });
    },
  );

  it('says where each variable begins, also behind a value over several lines', () => {
    const { variables } = parseDotenv('# one\nA=1\n\nB="2\n3\n4"\nC=5 # six\nA=7');
    expect(variables.map(({ name, line }) => [name, line])).toEqual([
      ['A', 2],
      ['B', 4],
      ['C', 7],
      ['A', 8],
    ]);
  });

  it('counts the lines that it cannot read, and goes on behind them', () => {
    const { variables, unreadable } = parseDotenv('hello there\nA=1\n=2\n!\nB=3');
    expect(variables.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(unreadable).toEqual([1, 3, 4]);
  });

  it.each(['A="b', "A='b", 'A=`b', 'A="b\nB=c'])('marks a quote that does not close in %p', (text) => {
    expect(parseDotenv(text).variables[0]).toMatchObject({ name: 'A', unclosed: true });
  });

  it.each(['A=b', "A='b'", 'A=it\'s "b"', 'A="b" c'])('marks no quote in %p', (text) => {
    expect(parseDotenv(text).variables[0]?.unclosed).toBe(false);
  });

  it('leaves references as they are, and marks them', () => {
    const reference = (variable: string) => `$\{${variable}}`;
    const { variables } = parseDotenv(`A=${reference('B')}\nC="x-${reference('D_1')}"\nE=$F\nG={B}`);
    expect(variables.map(({ value, refers }) => [value, refers])).toEqual([
      [reference('B'), true],
      [`x-${reference('D_1')}`, true],
      ['$F', false],
      ['{B}', false],
    ]);
  });

  it('reads what Node reads, wherever both define it', () => {
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 12 }), fc.constantFrom('\n', '\n\n'), (lines, ending) => {
        // Node takes a comment in the last line for a variable unless an end of line follows.
        const text = `${lines.join(ending)}\n`;
        expect(valuesOf(text)).toEqual(parseEnv(text));
        expect(parseDotenv(text).unreadable).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same with the ends of lines of Windows', () => {
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        expect(parseDotenv(text.replaceAll('\n', '\r\n'))).toEqual(parseDotenv(text));
      }),
    );
  });

  it('reads any text at all, and accounts for its lines in order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), (text) => {
        const { variables, unreadable } = parseDotenv(text);
        const lines = [...variables.map(({ line }) => line), ...unreadable].sort((a, b) => a - b);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.at(-1) ?? 1).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
      }),
      { numRuns: 1000 },
    );
  });
});

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
/** Node takes no tabs around values. */
const blank = fc.constantFrom('', ' ', '  ');
/** A bare value: not empty (Node then reads on in the next line), nothing that ends it or could open a quote. */
const bare = fc.stringMatching(/^[A-Za-z0-9=$/+.:_-](?:[A-Za-z0-9=$/+.:_' -]{0,20}[A-Za-z0-9=_-])?$/);
/** A quoted value: every character but its own quote and the escapes that only one of the two knows. */
const quoted = fc.constantFrom("'", '"', '`').chain((quote) =>
  fc
    .array(fc.constantFrom('a', 'B', '7', ' ', '=', '#', '\n', '$', '\\n', "'", '"', '`', '{', '}'), {
      maxLength: 16,
    })
    .map((parts) => `${quote}${parts.filter((part) => part !== quote).join('')}${quote}`),
);
const comment = fc.constantFrom('', ' # why', ' #', ' # A=b');
const assignment = fc
  .tuple(fc.constantFrom('', 'export '), blank, name, blank, blank, fc.oneof(bare, quoted), comment)
  .map(([exported, before, variable, gap, after, value, end]) =>
    [before, exported, variable, gap, '=', after, value, end].join(''),
  );
const aLine = fc.oneof({ weight: 5, arbitrary: assignment }, fc.constantFrom('', '# A=b', '# "note', '#'));

/** Quotes, escapes and ends of lines in any order. */
const hostile = fc
  .array(fc.constantFrom('A=', '"', "'", '`', '\\', '\n', '\r\n', '#', 'export ', '=', ' ', 'x', '\ufeff'))
  .map((parts) => parts.join(''));
