import { readFileSync } from 'node:fs';
import { expectProblem } from '../harness/problem.js';
import { startWorkspace } from '../harness/workspace.js';

const { server, owner } = await startWorkspace();

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const committed = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
) as Document;

const operations = Object.entries(committed.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

/** What anybody may ask. */
const OPEN = [
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/session',
  'POST /api/signup',
  'GET /api/signup',
  'GET /api/sign-in-providers',
  'POST /api/sign-in/{provider}',
  'GET /api/sign-in/{provider}/callback',
  'POST /api/invitations/look-up',
  'POST /api/invitations/accept',
  'GET /health/live',
  'GET /health/ready',
];

/** Every call that the contract has. */
const CONTRACT = [
  'GET /api/session',
  'DELETE /api/session',
  'GET /api/providers',
  'GET /api/keys',
  'POST /api/keys',
  'GET /api/keys/{id}',
  'PATCH /api/keys/{id}',
  'DELETE /api/keys/{id}',
  'PATCH /api/keys/{id}/overrides',
  'POST /api/keys/{id}/versions',
  'GET /api/keys/{id}/versions',
  'POST /api/keys/{id}/versions/{n}/restore',
  'GET /api/settings/environments',
  'PATCH /api/settings/environments',
  'GET /api/guardrails',
  'GET /api/tokens',
  'POST /api/tokens',
  'DELETE /api/tokens/{id}',
  'GET /api/audit',
  'GET /api/usage',
  'GET /api/members',
  'PATCH /api/members/{id}',
  'DELETE /api/members/{id}',
  'GET /api/invitations',
  'POST /api/invitations',
  'DELETE /api/invitations/{id}',
  'GET /api/session/tenants',
  'POST /api/session/tenant',
  'GET /external/keys',
  'GET /external/keys/{keyId}/value',
  'GET /external/keys/{keyId}/mode',
  'GET /external/usage',
];

test('the committed document is what the server serves', async () => {
  expect((await owner.api.get('/api/openapi.json')).body).toEqual(committed);
});

test('it has every call of the contract', () => {
  expect(operations).toEqual(expect.arrayContaining([...OPEN, ...CONTRACT]));
});

test('its reading page is served', async () => {
  const answer = await owner.api.get('/api/docs');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
});

test.each(operations.filter((operation) => !OPEN.includes(operation)))(
  '%s is refused to a stranger, whatever is asked',
  async (operation) => {
    const [method = '', path = ''] = operation.split(' ');
    const filled = path.replace('{n}', '1').replace(/\{\w+\}/, 'key_0000000000000000000000');
    const body = ['POST', 'PATCH', 'PUT'].includes(method) ? {} : undefined;
    const answer = await server.anonymous().request(method, filled, { body });
    expectProblem(answer, 401, 'unauthenticated');
  },
);
