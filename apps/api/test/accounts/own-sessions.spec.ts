import type { ApiClient } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import type { Page } from '../harness/contract.js';
import { join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startWorkspace } from '../harness/workspace.js';

interface OwnSession {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly isThis: boolean;
}

const { server, owner } = await startWorkspace();
const sessionsOf = async (api: ApiClient, query = '') =>
  (await api.get<Page<OwnSession>>(`/api/account/sessions${query}`)).body;

test('lists where an account is signed in, newest first, and nobody else', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const other = server.anonymous();
  const headers = { 'user-agent': `Mozilla/5.0 \t${'x'.repeat(500)}` };
  await other.request('POST', '/api/session', { headers, body: { email, password } });
  const { items } = await sessionsOf(api);
  expect(items).toEqual([
    {
      id: expect.stringMatching(/^ses_/),
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      ip: expect.stringMatching(/127\.0\.0\.1/),
      userAgent: expect.stringMatching(/^Mozilla\/5\.0 {2}x{187}$/),
      isThis: false,
    },
    expect.objectContaining({ isThis: true }),
  ]);
  const first = await sessionsOf(api, '?limit=1');
  const second = await sessionsOf(api, `?limit=1&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual(items);
});

test('signs out everywhere', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const other = server.anonymous();
  await other.post('/api/session', { email, password });
  const answer = await api.delete('/api/account/sessions');
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie().join()).toMatch(/ibyok_session=;/);
  for (const client of [api, other]) expectProblem(await client.get('/api/session'), 401);
  expect((await owner.api.get('/api/session')).status).toBe(200);
  expect(await recordsOf(owner.api, answer)).toMatchObject([
    { action: 'sessions.ended', outcome: 'allowed', detail: { sessions: 2 } },
  ]);
});

test('signing in ends the session that the browser had', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const former = api.copy();
  expect((await api.post('/api/session', { email, password })).status).toBe(201);
  expectProblem(await former.get('/api/session'), 401, 'unauthenticated');
  expect((await sessionsOf(api)).items).toHaveLength(1);
});
