import type { Answer } from '../harness/api-client.js';
import { ENVIRONMENTS } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { rawRequest } from '../harness/raw-request.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);
const MARKER = unique('marker-');
const external = startServer({ database, secrets: server.secrets, env: { IBYOK_ROLE: 'external' } });
const REST = 'keys/ID/value?env=production';
const SPELLINGS = [
  `//external/${REST}`,
  `/external//${REST}`,
  `/%65xternal/${REST}`,
  `/%2565xternal/${REST}`,
  `/EXTERNAL/${REST}`,
  `/External/${REST}`,
  `/external/./${REST}`,
  `/external/../external/${REST}`,
  `/api/../external/${REST}`,
  `/health/../external/${REST}`,
  `/assets/../external/${REST}`,
  `/external/${REST.replace('keys', 'KEYS')}`,
  `/external/${REST.replace('/value', '/value/')}`,
  `/external;x/${REST}`,
  `/external%2f${REST}`,
  `/external\\${REST}`,
];

/** The dashboard's page, which every address that is nothing else leads to where the dashboard is built. */
const isPage = ({ status, headers }: Answer): boolean =>
  status === 200 && /^text\/html/.test(headers.get('content-type') ?? '');

test.each(SPELLINGS)('%s passes the same guards or leads nowhere', async (spelling) => {
  const path = spelling.replace('ID', key.id);
  const development = await createToken(owner.api, {
    environments: ENVIRONMENTS.filter((environment) => environment === 'development'),
  });
  const strangers: readonly (readonly string[])[] = [
    [],
    ['cookie', owner.api.cookieHeader],
    ['authorization', `Bearer ${development.token}`],
  ];
  for (const headers of strangers) {
    const answer = await rawRequest(server.origin, 'GET', path, headers);
    expect(answer.text).not.toContain(key.value);
    if (isPage(answer)) continue;
    expect([400, 401, 403, 404]).toContain(expectProblem(answer, answer.status).status);
  }
  const answer = await rawRequest(server.origin, 'GET', path, ['authorization', `Bearer ${app.token}`]);
  if (isPage(answer)) return;
  if (answer.status === 200) expect(answer.headers.get('cache-control')).toBe('no-store');
  else expect([400, 404]).toContain(expectProblem(answer, answer.status).status);
});

const ODD = [
  '/api/keys/%00',
  '/api/keys/%E0%A4%A',
  '/api/keys/%ff%fe',
  '/api/keys/%ED%A0%80',
  `/api/keys/${'x'.repeat(300)}`,
  '/api/keys/..%2f..%2fetc%2fpasswd',
  `/api/keys/'%20OR%201=1--`,
  '/api/keys/%7B%22$ne%22:null%7D',
  '/api/keys/%00/versions',
  '/api/keys/__proto__',
  `/api/keys/${MARKER}`,
  `/api/${MARKER}`,
  '/api',
  '/api/',
  '/api/keys/',
  '/external',
  '/external/',
  '/external/keys/%00/value',
  '/external/keys/%ff/value',
  '/external/keys//value',
  `/external/keys/${'x'.repeat(300)}/value`,
  `/external/keys/${MARKER}/value`,
  `/external/keys/${MARKER}/mode`,
  '/health',
  '/health/../.ibyok/master-key',
  '/assets/../../../.ibyok/master-key',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/%c0%ae%c0%ae/package.json',
  '/.git/config',
  '/package.json',
  '/api/openapi.json%00',
];

async function expectNothing(origin: string, path: string): Promise<void> {
  for (const headers of [
    ['cookie', owner.api.cookieHeader],
    ['authorization', `Bearer ${app.token}`],
  ]) {
    const answer = await rawRequest(origin, 'GET', path, headers);
    expect([400, 401, 404, 414]).toContain(expectProblem(answer, answer.status).status);
    expect(answer.text).not.toContain(MARKER);
    expect(answer.text).not.toMatch(/passwd|workspaces|x{100}/);
  }
}

test.each(ODD)('%s is a problem that repeats nothing of it', (path) => expectNothing(server.origin, path));

// It has no dashboard, whose page would stand in for addresses that the router itself refuses.
test.each(ODD)('%s is a problem also where there is no dashboard', async (path) =>
  expectNothing((await external).origin, path),
);

test.each([
  ['PATCH', { name: 'x' }],
  ['DELETE', undefined],
] as const)('%s of an id with a NUL finds nothing', async (method, body) => {
  for (const path of ['/api/keys/%00', '/api/tokens/%00', '/api/keys/a%00b']) {
    const answer = await owner.api.request(method, path, { body });
    // A token is deleted or left as it is: its address takes no PATCH.
    const statuses = method === 'PATCH' && path.startsWith('/api/tokens/') ? [405] : [400, 404];
    expect(statuses).toContain(expectProblem(answer, answer.status).status);
  }
});

test('a filter with a NUL finds nothing', async () => {
  for (const name of ['keyId', 'tokenId', 'requestId']) {
    const answer = await owner.api.get(`/api/audit?${name}=%00`);
    if (answer.status !== 200) expectProblem(answer, 400);
  }
});

test.each(['TRACE', 'PUT', 'OPTIONS', 'PROPFIND', 'SEARCH', 'QUERY'])(
  '%s is no method of any address',
  async (method) => {
    for (const path of ['/api/keys', `/external/keys/${key.id}/value`, '/health/live']) {
      const answer = await rawRequest(server.origin, method, path, ['authorization', `Bearer ${app.token}`]);
      expect([400, 404, 405, 415]).toContain(expectProblem(answer, answer.status).status);
    }
  },
);

test('a GET with a body is refused or reads none of it', async () => {
  const headers = ['content-type', 'application/json', 'authorization', `Bearer ${app.token}`];
  const body = JSON.stringify({ env: 'production', keyId: key.id });
  const path = `/external/keys/${key.id}/value`;
  const answer = await rawRequest(server.origin, 'GET', path, headers, body);
  if (answer.status === 200) expect(answer.body).toMatchObject({ modeInfo: { environment: 'development' } });
  else expectProblem(answer, 400);
  expect(answer.text).not.toContain(key.value);
});
