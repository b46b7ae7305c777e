import { openApiDocument } from '../harness/openapi-document.js';
import { expectProblem } from '../harness/problem.js';
import { startWorkspace } from '../harness/workspace.js';

const { owner } = await startWorkspace();

const { paths } = openApiDocument;

/** The address with a parameter that a literal one falls under, too: /api/invitations/{id} of …/accept. */
function patternOver(path: string): string {
  return path.replace(/\/[^/{}]+$/, '/{id}');
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const WRONG = Object.entries(paths).flatMap(([path, operations]) => {
  const methods = Object.entries({ ...paths[patternOver(path)], ...operations }).map(([method]) =>
    method.toUpperCase(),
  );
  return METHODS.filter((method) => !methods.includes(method)).map((method) => ({ method, path, methods }));
});

test('there are addresses to try', () => {
  expect(WRONG.length).toBeGreaterThan(50);
});

test.each(WRONG)('$method $path is refused and says what it takes', async ({ method, path, methods }) => {
  const answer = await owner.api.request(method, path.replaceAll(/\{\w+\}/g, 'x'));
  expect(expectProblem(answer, 405).code).toBe('method_not_allowed');
  const allowed = (answer.headers.get('allow') ?? '').split(', ').filter((one) => one !== 'HEAD');
  expect(allowed).toEqual([...methods].sort());
});

test.each(METHODS)('%s of an address that is none is not found', async (method) => {
  for (const path of ['/api/nothing', '/api/keys/x/nothing', '/external/nothing', '/health/nothing']) {
    const body = method === 'GET' ? {} : { body: {} };
    expectProblem(await owner.api.request(method, path, body), 404);
  }
});
