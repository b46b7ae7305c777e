import type { ApiClient } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import type { Page, Token } from '../harness/contract.js';
import { join } from '../harness/people.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import {
  createKey,
  createToken,
  fetchValue,
  NEVER_MADE_TOKEN,
  startWorkspace,
} from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace({ env: { IBYOK_TRUST_PROXY: '127.0.0.1' } });
const key = await createKey(owner.api);
const at = (ip: string, token: string): ApiClient => server.withToken(token).copy(server.origin, ip);
const PATHS = [
  `/external/keys/${key.id}/value`,
  `/external/keys/${key.id}/mode`,
  '/external/keys',
  '/external/usage',
];

test('a token bound to addresses counts from them alone, on every path', async () => {
  const { token } = await createToken(owner.api, { addressRanges: ['10.20.0.0/16', '2001:db8:5::/48'] });
  for (const path of PATHS) {
    for (const ip of ['10.20.255.1', '2001:db8:5:ffff::1', '::ffff:10.20.0.1']) {
      expect((await at(ip, token).get(path)).status).toBe(200);
    }
    for (const ip of ['10.21.0.1', '2001:db8:6::1', '127.0.0.1', '::ffff:10.21.0.1']) {
      expectProblem(await at(ip, token).get(path), 403, 'address_not_allowed');
    }
  }
});

test('a denial by address is recorded, and says nothing of whether a key exists', async () => {
  const { id, token } = await createToken(owner.api, { addressRanges: ['10.20.0.0/16'] });
  const known = await fetchValue(at('10.21.0.1', token), key.id, 'production');
  const unknown = await fetchValue(at('10.21.0.1', token), 'no-such-key', 'production');
  expectProblem(known, 403, 'address_not_allowed');
  expect(withoutRequestId(unknown)).toEqual(withoutRequestId(known));
  expect(await recordsOf(owner.api, known)).toMatchObject([
    {
      action: 'key.value.read',
      outcome: 'denied',
      reason: 'address_not_allowed',
      tokenId: id,
      ip: '10.21.0.1',
    },
  ]);
});

test('of requests at once, each is judged by its own address', async () => {
  const { token } = await createToken(owner.api, { addressRanges: ['10.20.0.0/16'] });
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      fetchValue(at(`10.${20 + (index % 2)}.0.${index}`, token), key.id, 'production'),
    ),
  );
  for (const [index, answer] of answers.entries()) {
    expect(answer.status).toBe(index % 2 ? 403 : 200);
    if (index % 2) expect(answer.text).not.toContain(key.value);
    const [record] = await recordsOf(owner.api, answer);
    expect(record).toMatchObject({
      outcome: index % 2 ? 'denied' : 'allowed',
      ip: `10.${20 + (index % 2)}.0.${index}`,
    });
  }
});

test('ranges are shown in one form', async () => {
  const given = ['10.20.30.40/16', '203.0.113.7', '2001:DB8:0:0::5/64'];
  const { id, addressRanges } = await createToken(owner.api, { addressRanges: given });
  expect([...(addressRanges ?? [])].sort()).toEqual(['10.20.0.0/16', '2001:db8::/64', '203.0.113.7/32']);
  const { items } = (await owner.api.get<Page<Token>>('/api/tokens?limit=100')).body;
  expect(items.find((token) => token.id === id)?.addressRanges).toEqual(addressRanges);
});

test.each<[string, unknown]>([
  ['an empty list', []],
  ['null', null],
  ['a name', ['example.com']],
  ['a length that is too long', ['10.0.0.0/33']],
  ['a negative length', ['10.0.0.0/-1']],
  ['a zone', ['fe80::1%eth0']],
  ['half an address', ['10.0/8']],
  ['a mask', ['10.0.0.0/255.0.0.0']],
  ['a number', [10]],
  ['a repetition', ['10.0.0.0/8', '10.0.0.0/8']],
  ['fifty-one', Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`)],
])('%s is refused', async (_, addressRanges) => {
  const body = { name: 'a', scopes: ['keys:read'], environments: ['production'], addressRanges };
  const problem = expectProblem(await owner.api.post('/api/tokens', body), 400, 'validation_failed');
  expect(problem.errors?.map(({ field }) => field)).toContain('addressRanges');
});

test('a suspended token is refused as an unknown one until an admin resumes it', async () => {
  const { id, token } = await createToken(owner.api);
  await database.query('UPDATE access_token SET suspended_at = now() WHERE id = $1', [id]);
  for (const path of PATHS) {
    const [refused, unknown] = [
      await at('192.0.2.9', token).get(path),
      await at('192.0.2.9', NEVER_MADE_TOKEN).get(path),
    ];
    expectProblem(refused, 401, 'unauthenticated');
    expect(withoutRequestId(refused)).toEqual(withoutRequestId(unknown));
  }
  const listed = async () =>
    (await owner.api.get<Page<Token>>('/api/tokens?limit=100')).body.items.find((one) => one.id === id);
  expect(await listed()).toMatchObject({ suspended: true });

  const member = await join(server, owner.api, 'member');
  expectProblem(await member.api.post(`/api/tokens/${id}/resume`), 403, 'role_insufficient');
  const answer = await owner.api.post(`/api/tokens/${id}/resume`);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(await listed());
  expect(answer.body).toMatchObject({ id, suspended: false });
  expect(answer.text).not.toContain(token);
  expect(await recordsOf(owner.api, answer)).toMatchObject([
    { action: 'token.resumed', outcome: 'allowed', tokenId: id },
  ]);
  expect((await at('192.0.2.9', token).get(PATHS[0] ?? '')).status).toBe(200);

  const again = await owner.api.post(`/api/tokens/${id}/resume`);
  expect(again.status).toBe(200);
  expect(await recordsOf(owner.api, again)).toEqual([]);
});

test('a revoked token cannot be resumed, and another workspace’s does not exist', async () => {
  const { id } = await createToken(owner.api);
  await owner.api.delete(`/api/tokens/${id}`);
  const revoked = await owner.api.post(`/api/tokens/${id}/resume`);
  expectProblem(revoked, 404, 'token_not_found');
  const unknown = await owner.api.post('/api/tokens/tok_0000000000000000000000/resume');
  expect(withoutRequestId(unknown)).toEqual(withoutRequestId(revoked));
});
