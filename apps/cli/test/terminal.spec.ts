import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../api/test/harness/eventually.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  unique,
} from '../../api/test/harness/workspace.js';
import { CLI, runCli, scratchDirectory, type Variables } from './run-cli.js';
import { startOnTerminal } from './terminal.js';

const { server, owner, app } = await startWorkspace();
const key = await createKey(owner.api, { slug: 'openai', llmType: 'openai' });
const { token } = await createToken(owner.api, { scopes: ['keys:read', 'keys:write'] });
const variables: Variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };
const ibyok = (...words: readonly string[]) => [process.execPath, CLI, ...words];
const ESCAPE = '\u001b[';

/** A command that counts the times it is interrupted, and ends a while after the first. */
const COUNTING = [
  process.execPath,
  '-e',
  `let times = 0;
   process.on('SIGINT', () => {
     times += 1;
     if (times === 1) setTimeout(() => { console.log('interrupted ' + times); process.exit(7); }, 300);
   });
   setInterval(() => {}, 1e6);
   console.log('is up');`,
];

describe('colour', () => {
  test.each([['keys'], ['doctor'], ['run', '--', process.execPath, '-e', '']])(
    '%s has it on a terminal, and nowhere else',
    async (...words) => {
      const coloured = await startOnTerminal(ibyok(...words), variables).ended;
      expect([coloured.code, coloured.shown]).toEqual([0, expect.stringContaining(ESCAPE)]);
      const plain = await startOnTerminal(ibyok(...words), { ...variables, NO_COLOR: '1' }).ended;
      expect([plain.code, plain.shown]).toEqual([0, expect.not.stringContaining(ESCAPE)]);
      const piped = await runCli(words, variables);
      expect(piped.stdout + piped.stderr).not.toContain(ESCAPE);
    },
  );

  test('an answer that goes to a file has none, though the rest is on a terminal', async () => {
    const file = join(scratchDirectory(), 'keys');
    const { code } = await startOnTerminal(['sh', '-c', 'exec "$0" "$@" > "$FILE"', ...ibyok('keys')], {
      ...variables,
      FILE: file,
    }).ended;
    expect([code, readFileSync(file, 'utf8')]).toEqual([0, expect.not.stringContaining(ESCAPE)]);
  });
});

describe('a value that is typed', () => {
  test('is not shown, is stored, and the terminal is as before', async () => {
    const value = unique('sk-proj-');
    const terminal = startOnTerminal(
      ['sh', '-c', '"$0" "$@"; stty -a', ...ibyok('rotate', 'openai')],
      variables,
    );
    await eventually('it asks', () => terminal.shown().includes('(not shown): '));
    // With a mistake that is taken back.
    terminal.type(`${value}x\u007f\r`);
    const { shown } = await terminal.ended;
    expect(shown).toContain('openai has version 2 now.');
    expect(shown).not.toContain(value.slice(0, 12));
    expect(shown).toMatch(/ icanon\b/);
    expect(shown).toMatch(/ echo\b/);
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(value);
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is not stored after %s', async (_, typed) => {
    const before = (await fetchValue(app, key.id, 'production')).body.value;
    const terminal = startOnTerminal(ibyok('rotate', 'openai'), variables);
    await eventually('it asks', () => terminal.shown().includes('(not shown): '));
    terminal.type(`sk-half${typed}`);
    const { code, shown } = await terminal.ended;
    expect([code, shown]).toEqual([130, expect.stringContaining('Given up: nothing was sent.')]);
    expect(shown).not.toContain('sk-half');
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(before);
  });
});

describe('import asks first', () => {
  const GROQ = `gsk_${'a'.repeat(52)}`;
  const ask = async (typed: string) => {
    const file = join(scratchDirectory(), '.env');
    writeFileSync(file, `GROQ_API_KEY=${GROQ}\n`);
    const terminal = startOnTerminal(ibyok('import', file), variables);
    await eventually('it asks', () => terminal.shown().includes('Store this key? [y/N]'));
    terminal.type(typed);
    const { code, shown } = await terminal.ended;
    expect(shown).not.toContain(GROQ);
    const { items } = (await owner.api.get<{ items: { llmType: string }[] }>('/api/keys')).body;
    return { code, shown, stored: items.filter(({ llmType }) => llmType === 'groq').length };
  };

  test.each([
    ['Enter', '\r', 1, 'Nothing was stored, as you said.'],
    ['no', 'no\r', 1, 'Nothing was stored, as you said.'],
    ['Ctrl-C', '\u0003', 130, 'Given up'],
    ['Ctrl-D', '\u0004', 130, 'Given up'],
  ])('%s stores nothing', async (_, typed, expected, said) => {
    expect(await ask(typed)).toEqual({ code: expected, shown: expect.stringContaining(said), stored: 0 });
  });

  test('yes stores it', async () => {
    expect(await ask('y\r')).toMatchObject({ code: 0, stored: 1 });
  });
});

describe('Ctrl-C', () => {
  test.each<[string, readonly string[]]>([
    ['on a terminal alone', []],
    ['with input from a file', ['sh', '-c', 'exec "$0" "$@" < /dev/null']],
    ['with what is said elsewhere, too', ['sh', '-c', 'exec "$0" "$@" < /dev/null 2> /dev/null']],
  ])('%s reaches the command once', async (_, around) => {
    const only = ['--only', 'openai'];
    const terminal = startOnTerminal(
      [...around, ...ibyok('run', '-q', ...only, '--', ...COUNTING)],
      variables,
    );
    await eventually('the command is up', () => terminal.shown().includes('is up'));
    terminal.type('\u0003');
    const { code, shown } = await terminal.ended;
    expect(shown).toContain('interrupted 1');
    expect(code).toBe(7);
  });
});
