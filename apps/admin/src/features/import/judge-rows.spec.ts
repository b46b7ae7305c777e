import { MAX_KEY_VALUE_BYTES, mockValue, parseDotenv } from '@ibyok/providers';
import fc from 'fast-check';
import type { Key } from '../../shared/api/types.js';
import { type ImportRow, rowsOf } from './import-rows.js';
import { type Judgement, judgeRows, storedKeysOf } from './judge-rows.js';

// Built here, never written out: a whole key in the source would set off every secret scanner.
const openai = (end: string) => `sk-${'proj-'}${'a'.repeat(44)}${end}`;
const anthropic = (end: string) => `sk-${'ant-'}api03-${'b'.repeat(89)}${end}`;

const stored = (keys: readonly Partial<Key>[]) =>
  storedKeysOf(keys.map((key) => ({ llmType: 'openai', last4: '', ...key }) as Key));
const judge = (rows: readonly ImportRow[], keys: readonly Partial<Key>[] = []) =>
  judgeRows(rows, stored(keys));
const read = (text: string) => rowsOf(parseDotenv(text).variables, []);
const only = (text: string, keys?: readonly Partial<Key>[], change: Partial<ImportRow> = {}): Judgement => {
  const [judgement] = judge(
    read(text).map((row) => ({ ...row, ...change })),
    keys,
  );
  if (!judgement) throw new Error('there is no row');
  return judgement;
};

describe('judgeRows', () => {
  it('ticks what is recognised and new', () => {
    expect(only(`OPENAI_API_KEY=${openai('4f2a')}`)).toEqual({
      state: { kind: 'new' },
      nameProblem: null,
      mayTick: true,
      ticked: true,
    });
  });

  it.each([
    ['empty', 'OPENAI_API_KEY=', 'blank'],
    ['blank', 'OPENAI_API_KEY="  "', 'blank'],
    ['too long', `OPENAI_API_KEY=${'a'.repeat(MAX_KEY_VALUE_BYTES + 1)}`, 'too_long'],
    ['no text', 'OPENAI_API_KEY=a\0b', 'not_text'],
    ['unclosed', 'OPENAI_API_KEY="a', 'unclosed'],
  ])('never lets %s values be ticked, and says why', (_, text, problem) => {
    const judgement = only(text, [], { ticked: true });
    expect(judgement).toMatchObject({ state: { kind: 'invalid', problem }, mayTick: false, ticked: false });
  });

  it('takes a value of exactly the longest length', () => {
    expect(only(`MOONSHOT_API_KEY=${'a'.repeat(MAX_KEY_VALUE_BYTES)}`).state.kind).toBe('new');
  });

  it.each([
    ['a reference', `OPENAI_API_KEY=$\{OTHER}`, 'reference'],
    ['a mock', `OPENAI_API_KEY=${mockValue('openai', '0123456789ab')}`, 'mock'],
    ['a placeholder', 'OPENAI_API_KEY=your-key-here', 'unlikely'],
  ])('leaves %s to be ticked by people', (_, text, kind) => {
    expect(only(text)).toMatchObject({ state: { kind }, mayTick: true, ticked: false });
    expect(only(text, [], { ticked: true }).ticked).toBe(true);
  });

  it('lets what is nobody’s be ticked once a provider is chosen', () => {
    expect(only('STRIPE_KEY=whatever', [], { ticked: true })).toMatchObject({
      state: { kind: 'no_provider' },
      mayTick: false,
      ticked: false,
    });
    const chosen = { llmType: 'custom', name: 'Stripe' };
    expect(only('STRIPE_KEY=whatever', [], chosen)).toMatchObject({ mayTick: true, ticked: false });
    expect(only('STRIPE_KEY=whatever', [], { ...chosen, ticked: true }).ticked).toBe(true);
  });

  it('says where a value belongs to another provider than the one chosen', () => {
    expect(only(`A=${anthropic('2222')}`, [], { llmType: 'openai' }).state).toEqual({
      kind: 'other_provider',
      llmType: 'anthropic',
    });
  });

  it('compares with stored keys by provider and last four', () => {
    const text = `OPENAI_API_KEY=${openai('4f2a')}`;
    expect(only(text, [{ name: 'Prod', last4: '4f2a' }])).toMatchObject({
      state: { kind: 'stored_before', keyName: 'Prod' },
      mayTick: true,
      ticked: false,
    });
    expect(only(text, [{ name: 'Prod', last4: '4f2b' }]).state.kind).toBe('new');
    expect(only(text, [{ name: 'Prod', last4: '4f2a', llmType: 'groq' }]).state.kind).toBe('new');
    expect(only('MOONSHOT_API_KEY=short', [{ name: 'Short', llmType: 'moonshot' }]).state.kind).toBe('new');
  });

  it('shows duplicates of a paste, and ticks one of them', () => {
    const rows = read(
      `OPENAI_API_KEY=${openai('1111')}\nOPENAI_API_KEY=${openai('2222')}\nB=${openai('2222')}`,
    );
    expect(judge(rows).map(({ state, ticked }) => [state.kind, ticked])).toEqual([
      ['repeated', false],
      ['new', true],
      ['repeated', false],
    ]);
  });

  it.each([
    ['', 'missing'],
    [' ', 'missing'],
    ['a'.repeat(101), 'too_long'],
    ['a\tb', 'control'],
    ['Prod', 'taken'],
    [' Prod ', 'taken'],
    ['a'.repeat(100), null],
    ['prod', null],
  ])('knows what is wrong with the name %p', (name, nameProblem) => {
    const text = `OPENAI_API_KEY=${openai('4f2a')}`;
    expect(only(text, [{ name: 'Prod' }], { name }).nameProblem).toBe(nameProblem);
  });

  it('finds two ticked rows of one name, and forgives one that is not ticked', () => {
    const rows = read(`A=${openai('1111')}\nB=${openai('2222')}`).map((row) => ({ ...row, name: 'Same' }));
    expect(judge(rows).map(({ nameProblem }) => nameProblem)).toEqual(['twice', 'twice']);
    const [first, second] = rows;
    if (!first || !second) throw new Error('there are no rows');
    expect(judge([first, { ...second, ticked: false }]).map(({ nameProblem }) => nameProblem)).toEqual([
      null,
      null,
    ]);
  });

  it('ticks nothing that is stored, and lets what failed be tried again', () => {
    const text = `OPENAI_API_KEY=${openai('4f2a')}`;
    expect(only(text, [], { outcome: { kind: 'stored' }, value: '' }).ticked).toBe(false);
    expect(only(text, [], { outcome: { kind: 'failed', message: '' } }).ticked).toBe(true);
  });

  it('ticks by itself only what is recognised, new and in its place once, in any paste', () => {
    fc.assert(
      fc.property(pastes, fc.array(lastFours), (text, last4s) => {
        const rows = read(text);
        const judgements = judge(
          rows,
          last4s.map((last4, index) => ({ name: `Key ${index}`, last4 })),
        );
        const ticked = rows.filter((_, index) => judgements[index]?.ticked);
        for (const { recognised, lastFour, llmType } of ticked) {
          expect(recognised).not.toBe('');
          expect(llmType === 'openai' && last4s.includes(lastFour)).toBe(false);
        }
        expect(new Set(ticked.map(({ value }) => value)).size).toBe(ticked.length);
        expect(new Set(ticked.map(({ name }) => name.toLowerCase())).size).toBe(ticked.length);
        expect(judgements.filter(({ ticked: on, nameProblem }) => on && nameProblem !== null)).toEqual([]);
      }),
    );
  });
});

const lastFours: fc.Arbitrary<string> = fc.constantFrom('1111', '2222', '3333');
const pastes = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('OPENAI_API_KEY', 'A_OPENAI_KEY', 'CLAUDE_API_KEY', 'PORT', 'MISTRAL_API_KEY'),
        fc.oneof(
          lastFours.map(openai),
          lastFours.map(anthropic),
          fc.constantFrom('', '80', '"x', 'your-key'),
        ),
      )
      .map(([variable, value]) => `${variable}=${value}`),
    { maxLength: 10 },
  )
  .map((lines) => lines.join('\n'));
