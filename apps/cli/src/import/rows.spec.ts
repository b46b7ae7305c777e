import { parseDotenv } from '@ibyok/providers';
import { planImport } from './rows.js';

const OPENAI = `sk-proj-${'a'.repeat(48)}`;
const ANTHROPIC = `sk-ant-api03-${'b'.repeat(48)}`;
const plan = (text: string, only: readonly string[] | null = null, taken: readonly string[] = []) =>
  planImport(parseDotenv(text), only, new Set(taken));

test('keys are recognised by value and by variable, all else is left out', () => {
  const { rows, leftOut, problems } = plan(
    `# keys\nOPENAI_API_KEY=${OPENAI}\nBILLING_CLAUDE_KEY='${ANTHROPIC}'\nCO_API_KEY=anything\nDATABASE_URL=postgres://x\nGROQ_API_KEY=\nMISTRAL_API_KEY=mock-0123456789ab\n`,
  );
  expect(problems).toEqual([]);
  expect(
    rows.map(({ variable, provider, name, last4 }) => [variable, provider.llmType, name, last4]),
  ).toEqual([
    ['OPENAI_API_KEY', 'openai', 'OpenAI', 'aaaa'],
    ['BILLING_CLAUDE_KEY', 'anthropic', 'Anthropic Billing', 'bbbb'],
    ['CO_API_KEY', 'cohere', 'Cohere', ''],
  ]);
  expect(leftOut.map(({ variable }) => variable)).toEqual(
    expect.arrayContaining(['DATABASE_URL', 'GROQ_API_KEY']),
  );
});

test('the value knows better than the variable', () => {
  expect(plan(`OPENAI_API_KEY=${ANTHROPIC}`).rows).toMatchObject([
    { provider: { llmType: 'anthropic' }, name: 'Anthropic' },
  ]);
});

test('the same value under another variable is one key', () => {
  const { rows, leftOut } = plan(`OPENAI_API_KEY=${OPENAI}\nVITE_OPENAI_API_KEY=${OPENAI}`);
  expect(rows.length).toBe(1);
  expect(leftOut).toEqual([{ variable: 'VITE_OPENAI_API_KEY', reason: 'the same as OPENAI_API_KEY' }]);
});

test.each([
  ['what is that', 'line 1 is no variable'],
  ['OPENAI_API_KEY=a\nOPENAI_API_KEY=b', 'OPENAI_API_KEY is there twice'],
  ['OPENAI_API_KEY="half', 'OPENAI_API_KEY opens a quote in line 1'],
  ['OPENAI_API_KEY=$'.concat('{OTHER}'), 'OPENAI_API_KEY names another variable'],
  [`OPENAI_API_KEY=${'x'.repeat(16_385)}`, 'OPENAI_API_KEY is too long'],
  ['OPENAI_API_KEY=a\nOPENAI_KEY=b', 'OPENAI_API_KEY and OPENAI_KEY would both be OpenAI'],
  ['GROQ_API_KEY=a', 'GROQ_API_KEY would be Groq, which is there already'],
])('%j is a problem that stops all', (text, problem) => {
  const { problems } = plan(text, null, ['Groq']);
  expect(problems.join()).toContain(problem);
});

test('--only takes some of them, and names what is not there', () => {
  expect(plan('OPENAI_API_KEY=a\nOPENAI_KEY=b', ['OPENAI_KEY'])).toMatchObject({
    rows: [{ value: 'b' }],
    problems: [],
  });
  expect(plan('OPENAI_API_KEY=a', ['GROQ']).problems).toEqual(['--only names GROQ, which is not there']);
});

test('no problem repeats a value', () => {
  const { problems } = plan(
    `OPENAI_API_KEY="${OPENAI}\nGROQ_API_KEY=${OPENAI}\nGROQ_API_KEY=${ANTHROPIC}\n${OPENAI}`,
  );
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.join()).not.toMatch(/aaaa|bbbb/);
});
