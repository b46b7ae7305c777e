// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are sources of templates

import { literalWords } from './literals.mjs';

/** The words that are found in a source, without their lines. */
function wordsIn(source: string): readonly string[] {
  return literalWords('sample.tsx', source).map(({ words }) => words);
}

test('what JSX shows is words, whatever it looks like', () => {
  expect(wordsIn('<p>never</p>')).toEqual(['never']);
  expect(wordsIn('<p>{count} keys of {all}</p>')).toEqual(['keys of']);
  expect(wordsIn("<p>{' '}{known ? 'yes' : <b>no</b>}</p>")).toEqual(['yes', 'no']);
  expect(wordsIn("<p>{open && 'open'}{name ?? 'nobody'}{`v${version}`}</p>")).toEqual([
    'open',
    'nobody',
    'v…',
  ]);
});

test('what stands in an attribute or a property that people read is words', () => {
  expect(wordsIn('<Field label="name" placeholder="billing" type="text" />')).toEqual(['name', 'billing']);
  expect(wordsIn('<Button aria-label={`revoke ${name}`} title={short ? undefined : "go"} />')).toEqual([
    'revoke …',
    'go',
  ]);
  expect(wordsIn("const option = { value: 'all', label: 'all' };")).toEqual(['all']);
  expect(wordsIn("const close = { 'aria-label': 'close' };")).toEqual(['close']);
});

test('what is said in passing is words', () => {
  expect(wordsIn("notifyDone('saved');")).toEqual(['saved']);
  expect(wordsIn('notifyFailed(`lost ${name}`, { undo });')).toEqual(['lost …']);
});

test('what reads like words is found wherever it stands', () => {
  expect(wordsIn("const check = (name) => (name === '' ? 'Enter a name' : null);")).toEqual(['Enter a name']);
  expect(wordsIn("const WORD = { mock: 'Mock' };")).toEqual(['Mock']);
  expect(wordsIn("return ahead ? 'in a moment' : 'just now';")).toEqual(['in a moment', 'just now']);
  expect(wordsIn('const sentence = `${name} is removed.`;')).toEqual(['… is removed.']);
});

test('words are found at their line', () => {
  expect(literalWords('sample.tsx', '\nconst page = (\n  <h1>\n    Keys\n  </h1>\n);\n')).toEqual([
    { line: 4, words: 'Keys' },
  ]);
});

test('text from the dashboard’s words, and values, are none', () => {
  expect(wordsIn('<Field label={keysText.name} placeholder={hint(count)}>{name}, {count}</Field>')).toEqual(
    [],
  );
  expect(wordsIn('notifyDone(keysText.added(name));')).toEqual([]);
});

test.each([
  "import { Keys } from 'Some module';",
  "type Word = 'Mock' | 'Live';",
  "<div className=\"one two\" style={{ font: 'Some Font' }} autoComplete='street address' />",
  "<svg viewBox='0 0 24 24'><path d='M6 1 11 6 Zz aa bb' /></svg>",
  '<code>GET /external/keys</code>',
  "if (event.key === 'Escape' || event.code !== 'Other key') return;",
  "switch (key) { case 'Home': break; }",
  "throw new Error('Every rule has an entry');",
  "const headers = { 'Content-Type': 'application/json' }; const key = 'Enter';",
  "const selector = 'input, textarea, select'; const border = '1px solid var(--line)';",
  "const route = lazyRouteComponent(() => import('./keys-page.js'), 'KeysPage');",
  "const names = { 'Some name': 1 }; names['Other name'];",
])('what only a program reads is none: %s', (source) => {
  expect(wordsIn(source)).toEqual([]);
});
