import { plain, Screen } from './screen.js';
import { tableOf } from './table.js';

const sink = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
};

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
])('on a terminal: %p, with %j, colour: %p', (isTTY, variables, colour) => {
  const screen = new Screen(sink(isTTY), sink(isTTY), variables, false);
  expect(screen.paint('a', 'red')).toBe(colour ? '\u001b[31ma\u001b[0m' : 'a');
});

test('stdout in a pipe has no colour though stderr is a terminal', () => {
  const screen = new Screen(sink(false), sink(true), {}, false);
  expect(screen.paint('a', 'red')).toBe('a');
  expect(screen.paintBeside('a', 'red')).not.toBe('a');
});

test('a result is lines or one line of JSON, and nothing else is on stdout', () => {
  const [stdout, stderr] = [sink(false), sink(false)];
  new Screen(stdout, stderr, {}, false).result({ a: 1 }, ['one', 'two']);
  new Screen(stdout, stderr, {}, true).result({ a: 1 }, ['one', 'two']);
  new Screen(stdout, stderr, {}, true).say('beside');
  expect(stdout.written.join('')).toBe('one\ntwo\n{"a":1}\n');
  expect(stderr.written.join('')).toBe('ibyok: beside\n');
});

test('what a server says moves no cursor', () => {
  expect(plain('a\u001b[2J\nb\u202ec')).toBe('a [2J b c');
  expect(tableOf(['A', 'B'], [['x\ny', 'z']])).toEqual(['A    B', 'x y  z']);
});
