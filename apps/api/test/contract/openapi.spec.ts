import { openApiDocument, operations } from '../harness/openapi-document.js';
import { expectProblem } from '../harness/problem.js';
import { startWorkspace } from '../harness/workspace.js';
import { ACCESS } from '../routes/access-table.js';

const { server, owner } = await startWorkspace();

test('the committed document is what the server serves', async () => {
  expect((await owner.api.get('/api/openapi.json')).body).toEqual(openApiDocument);
});

test('its reading page is served', async () => {
  const answer = await owner.api.get('/api/docs');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
});

test.each(operations.filter(({ name }) => ACCESS[name]?.to !== 'anyone'))(
  '$name is refused to a stranger, whatever is asked',
  async ({ method, path, body }) => {
    const filled = path.replace('{n}', '1').replace(/\{\w+\}/, 'key_0000000000000000000000');
    const answer = await server.anonymous().request(method, filled, {
      body: body === null && method !== 'POST' ? undefined : {},
    });
    expectProblem(answer, 401, 'unauthenticated');
  },
);

test.each(['/external/keys', '/external/usage'])(
  '%s is refused to a stranger who asks it wrongly',
  async (path) => {
    expectProblem(await server.anonymous().get(`${path}?limit=none&unknown=1`), 401, 'unauthenticated');
  },
);
