import fc from 'fast-check';
import type { Answer } from '../harness/api-client.js';
import type { Key } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;
const RUNS = { numRuns: 150 };
const TIMEOUT_MS = 60_000;

const send = (raw: string): Promise<Answer<Key>> =>
  api.request('POST', '/api/keys', { raw, headers: { 'content-type': 'application/json' } });

/** A body as people's bugs make it: fields of the right names with values of any kind, and others. */
const nearly = fc.record(
  {
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    llmType: fc.oneof(fc.constantFrom('openai', 'custom'), fc.jsonValue()),
    value: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    slug: fc.oneof(fc.stringMatching(/^[a-z0-9-]{0,70}$/), fc.jsonValue()),
    [unique('unknown-')]: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

test(
  'no JSON body makes the server fail, or is repeated',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly, fc.jsonValue({ noUnicodeString: false })), async (body) => {
        const marker = unique('marker-');
        const planted = typeof body === 'object' && body !== null ? { ...body, [marker]: marker } : marker;
        const answer = await send(JSON.stringify(planted));
        expectProblem(answer, 400);
        expect(answer.text).not.toContain(marker);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test(
  'no text at all makes the server fail',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (raw) => {
        const answer = await send(raw);
        expect(answer.status).toBeLessThan(500);
        expectProblem(answer, 400);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test(
  'what is accepted comes back as it was',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
        async (name, value) => {
          const answer = await send(JSON.stringify({ name, llmType: 'custom', value }));
          expect(answer.status).toBeLessThan(500);
          if (answer.status !== 201) {
            expectProblem(answer, answer.status);
            return;
          }
          expect(answer.body.name).toBe(name);
          expect(answer.body.slug).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
          const fetched = await fetchValue(app, answer.body.id, 'production');
          expect(fetched.body.value).toBe(value);
        },
      ),
      { ...RUNS, numRuns: 60 },
    );
  },
  TIMEOUT_MS,
);
