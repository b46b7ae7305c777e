import { parseDotenv } from '@ibyok/providers';
import { rowsOf, withProvider } from './import-rows.js';

// Built here, never written out: a whole key in the source would set off every secret scanner.
const openai = (end: string) => `sk-${'proj-'}${'a'.repeat(44)}${end}`;
const anthropic = (end: string) => `sk-${'ant-'}api03-${'b'.repeat(89)}${end}`;

const read = (text: string, taken: readonly string[] = []) => rowsOf(parseDotenv(text).variables, taken);
const namesIn = (text: string, taken?: readonly string[]) => read(text, taken).map(({ name }) => name);

describe('rowsOf', () => {
  it('recognises a provider by the value, else by the variable', () => {
    const rows = read(
      `MY_SECRET=${openai('1111')}\nMISTRAL_API_KEY=whatever\nOPENAI_API_KEY=${anthropic('2222')}\nPORT=80`,
    );
    expect(rows.map(({ recognised }) => recognised)).toEqual(['openai', 'mistral', 'anthropic', '']);
  });

  it('names a key after its provider and what else the variable says', () => {
    const text = 'OPENAI_API_KEY=1\nBILLING_OPENAI_API_KEY=2\nVITE_ANTHROPIC_API_KEY_EU=3\nPORT=80';
    expect(namesIn(text)).toEqual(['OpenAI', 'OpenAI Billing', 'Anthropic EU', '']);
  });

  it('takes no name that a stored key or a row above has', () => {
    const text = 'OPENAI_API_KEY=1\nOPENAI_KEY=2\nOPENAI_TOKEN=3';
    expect(namesIn(text, ['openai', 'OpenAI 3'])).toEqual(['OpenAI 2', 'OpenAI 4', 'OpenAI 5']);
  });

  it('marks what the paste has again: the last of a variable and the first of a value are the ones', () => {
    const rows = read('OPENAI_API_KEY=1\nOPENAI_API_KEY=2\nOTHER_OPENAI_KEY="2"\nA=\nB=\n');
    expect(rows.map(({ repeats }) => repeats)).toEqual([
      { of: 'variable', line: 2 },
      null,
      { of: 'value', variable: 'OPENAI_API_KEY' },
      null,
      null,
    ]);
  });

  it('leaves the plain name to the one that counts', () => {
    expect(namesIn('OPENAI_API_KEY=1\nOPENAI_API_KEY=2')).toEqual(['OpenAI 2', 'OpenAI']);
  });

  it('shows of a value its last four, of a short one nothing', () => {
    const rows = read(`A=${openai('4f2a')}\nB=short`);
    expect(rows.map(({ lastFour }) => lastFour)).toEqual(['4f2a', '']);
  });
});

describe('withProvider', () => {
  const [row] = read('BILLING_SECRET=1');
  if (!row) throw new Error('there is no row');

  it('names the row after it', () => {
    expect(withProvider(row, 'groq', [])).toMatchObject({ llmType: 'groq', name: 'Groq' });
    expect(withProvider(row, 'groq', ['groq'])).toMatchObject({ name: 'Groq 2' });
    expect(withProvider(row, 'custom', [])).toMatchObject({ name: 'BILLING_SECRET' });
    expect(withProvider(row, '', [])).toMatchObject({ llmType: '', name: '' });
  });

  it('keeps a name that somebody wrote', () => {
    const named = { ...row, name: 'Mine', named: true };
    expect(withProvider(named, 'groq', [])).toMatchObject({ llmType: 'groq', name: 'Mine' });
  });
});
