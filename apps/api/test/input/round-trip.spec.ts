import fc from 'fast-check';
import type { Answer } from '../harness/api-client.js';
import type { Key } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { fetchValue, startWorkspace } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;

const send = (raw: string): Promise<Answer<Key>> =>
  api.request('POST', '/api/keys', { raw, headers: { 'content-type': 'application/json' } });

test('what is accepted comes back as it was', async () => {
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
    { numRuns: 60 },
  );
});
