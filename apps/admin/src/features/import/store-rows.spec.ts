import { parseDotenv } from '@ibyok/providers';
import { ProblemError, UnreachableError } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { rowsOf } from './import-rows.js';
import { storeRows } from './store-rows.js';

const rows = rowsOf(parseDotenv('OPENAI_API_KEY=1\nGROQ_API_KEY=2\nXAI_API_KEY=3').variables, []);

/** Stores all but those of some values, which fail; tells what was sent and what came of it. */
async function run(failing: Readonly<Record<string, Error>>, abortAfter = Number.POSITIVE_INFINITY) {
  const sent: string[] = [];
  const outcomes: string[] = [];
  const stopping = new AbortController();
  const stored = await storeRows(rows, {
    store: async ({ value, name }) => {
      sent.push(`${name}=${value}`);
      if (sent.length === abortAfter) stopping.abort();
      if (failing[value]) throw failing[value];
      return {} as Key;
    },
    explain: (error) => (error instanceof Error ? error.name : ''),
    onOutcome: (id, { kind }) => outcomes.push(`${id} ${kind}`),
    signal: stopping.signal,
  });
  return { stored, sent, outcomes };
}

const refused = (status: number) => new ProblemError(status, {});

describe('storeRows', () => {
  it('stores one after the other, and tells of each', async () => {
    expect(await run({})).toEqual({
      stored: 3,
      sent: ['OpenAI=1', 'Groq=2', 'xAI=3'],
      outcomes: ['0 storing', '0 stored', '1 storing', '1 stored', '2 storing', '2 stored'],
    });
  });

  it.each([400, 409, 413])('goes on behind a row that is refused with %i', async (status) => {
    const { stored, outcomes } = await run({ 2: refused(status) });
    expect(stored).toBe(2);
    expect(outcomes).toContain('1 failed');
    expect(outcomes).toContain('2 stored');
  });

  it.each([
    ['without a session', refused(401)],
    ['without the right', refused(403)],
    ['too often', refused(429)],
    ['by a server in trouble', refused(503)],
    ['without an answer', new UnreachableError()],
    ['by a slip of our own', new TypeError()],
  ])('sends no further row where one fails %s', async (_, error) => {
    const { stored, sent, outcomes } = await run({ 2: error });
    expect({ stored, sent }).toEqual({ stored: 1, sent: ['OpenAI=1', 'Groq=2'] });
    expect(outcomes.at(-1)).toBe('1 failed');
  });

  it('sends no further row once the panel is closed', async () => {
    expect(await run({}, 1)).toMatchObject({ stored: 1, sent: ['OpenAI=1'] });
  });
});
