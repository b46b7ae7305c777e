import { findVerb, helpOn } from './find-verb.js';
import type { Verb } from './verb.js';

const verb = (name: string, usage = ''): Verb => ({
  name,
  usage,
  summary: `does ${name}`,
  run: async () => 0,
});
const VERBS = [verb('doctor'), verb('audit verify', '[--checkpoint FILE]'), verb('backup', 'FILE')];

test.each([
  [['doctor'], 'doctor', []],
  [['audit', 'verify'], 'audit verify', []],
  [['audit', 'verify', '--checkpoint', 'a'], 'audit verify', ['--checkpoint', 'a']],
  [['backup', 'doctor'], 'backup', ['doctor']],
])('%j is %s', (words, name, args) => {
  expect(findVerb(VERBS, words)).toEqual({ verb: VERBS.find((one) => one.name === name), args });
});

test.each([[[]], [['audit']], [['verify']], [['Doctor']], [['']]])('%j is none', (words) => {
  expect(findVerb(VERBS, words)).toBeNull();
});

test('the help names every verb with what it takes', () => {
  expect(helpOn(VERBS)).toBe(
    [
      'Usage: npm run admin -- VERB',
      '',
      '  doctor                            does doctor',
      '  audit verify [--checkpoint FILE]  does audit verify',
      '  backup FILE                       does backup',
    ].join('\n'),
  );
});
