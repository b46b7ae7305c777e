import { type Ibyok, IbyokError, type Key } from '@ibyok/client';
import { listRecords } from '../../../apps/api/test/harness/audit.js';
import { eventually } from '../../../apps/api/test/harness/eventually.js';
import {
  createKey,
  createToken,
  NEVER_MADE_TOKEN,
  startWorkspace,
  unique,
} from '../../../apps/api/test/harness/workspace.js';

// What is published, not the sources.
const { createIbyok, ibyok }: typeof import('@ibyok/client') = await import('../dist/index.js' as string);

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'staging' } });
const key = await createKey(owner.api, { slug: 'openai', llmType: 'openai', value: unique('sk-proj-') });
const { token: accessToken, id: tokenId } = await createToken(owner.api);
const api = server.origin;

/** Runs something with these variables of the process and no others that count. */
async function withVariables<Result>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  for (const name of ['IBYOK_API', 'IBYOK_ACCESS_TOKEN', 'IBYOK_ENV', 'NODE_ENV']) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}

const failureOf = (work: Promise<unknown>): Promise<IbyokError> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  );

test.each([
  [{}, 'staging'],
  [{ NODE_ENV: 'ci' }, 'staging'],
  [{ NODE_ENV: 'test' }, 'development'],
  [{ NODE_ENV: 'production' }, 'production'],
  [{ NODE_ENV: 'production', IBYOK_ENV: 'dev' }, 'development'],
])('with %j the environment %s counts', async (variables, environment) => {
  const fetched = await withVariables({ IBYOK_API: api, IBYOK_ACCESS_TOKEN: accessToken, ...variables }, () =>
    ibyok.key('openai'),
  );
  expect(fetched).toMatchObject({ keyId: key.id, modeInfo: { environment } });
  if (environment === 'production') expect(fetched.value).toBe(key.value);
  else expect(fetched.value).toMatch(/^sk-mock-openai-[0-9a-f]{12}$/);
});

test('a mode, the list and the trace come without a fetch on record', async () => {
  const client = createIbyok({ api, accessToken, environment: 'production' });
  const before = await listRecords(owner.api, `?action=key.value.read&tokenId=${tokenId}`);
  const listed = [];
  for await (const item of client.keys()) listed.push(item);
  expect(listed).toMatchObject([{ keyId: key.id, slug: 'openai', modeInfo: { effectiveMode: 'live' } }]);
  const mode = await client.mode('openai');
  expect(mode.trace.filter(({ decided }) => decided)).toMatchObject([{ rule: 4 }]);
  expect(await listRecords(owner.api, `?action=key.value.read&tokenId=${tokenId}`)).toEqual(before);
});

test('each refusal has its class, its code and its request, and never the token', async () => {
  const bound = await createToken(owner.api, { environments: ['development'] });
  const revoked = await createToken(owner.api);
  await owner.api.delete(`/api/tokens/${revoked.id}`);
  const cases: [Ibyok, string, Partial<IbyokError>][] = [
    [
      createIbyok({ api, accessToken }),
      'no-such-key',
      { name: 'IbyokNotFoundError', status: 404, code: 'key_not_found' },
    ],
    [
      createIbyok({ api, accessToken: bound.token, environment: 'prod' }),
      'openai',
      { name: 'IbyokDeniedError', status: 403, code: 'environment_not_allowed' },
    ],
    [
      createIbyok({ api, accessToken: revoked.token }),
      'openai',
      { name: 'IbyokAuthenticationError', status: 401 },
    ],
    [
      createIbyok({ api, accessToken: NEVER_MADE_TOKEN }),
      'openai',
      { name: 'IbyokAuthenticationError', status: 401 },
    ],
  ];
  for (const [client, reference, expected] of cases) {
    const error = await failureOf(client.key(reference));
    expect(error).toMatchObject({ ...expected, requestId: expect.any(String) });
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/ibyok_\w/);
  }
});

test('a watch tells of a rotation and of a change of mode', async () => {
  const watched = await createKey(owner.api);
  const seen: [Key, string][] = [];
  const client = createIbyok({ api, accessToken, environment: 'production' });
  const errors: unknown[] = [];
  const since = await client.key(watched.id);
  const watch = client.watch(watched.id, (now, change) => seen.push([now, change]), {
    interval: 1_000,
    since,
    onError: (error) => errors.push(error),
  });
  try {
    const value = unique('sk-proj-');
    await owner.api.post(`/api/keys/${watched.id}/versions`, { value });
    await eventually('the rotation is told', () => seen.length === 1);
    await owner.api.patch(`/api/keys/${watched.id}/overrides`, { production: 'mock' });
    await eventually('the mock is told', () => seen.length === 2);
    expect(seen[0]).toMatchObject([{ value }, 'rotation']);
    expect(seen[1]).toMatchObject([{ modeInfo: { effectiveMode: 'mock', source: 'key_override' } }, 'mode']);
    expect(errors).toEqual([]);
  } finally {
    watch.stop();
  }
});

// Last, since it ends the server.
test('the last answers stand in for a server that is gone, but not for what was refused', async () => {
  const kept = await createKey(owner.api);
  const deleted = await createKey(owner.api);
  const client = createIbyok({
    ...{ api, accessToken, environment: 'production', retries: 0 },
    cache: { store: new Map(), maxAge: 60_000, key: crypto.getRandomValues(new Uint8Array(32)) },
  });
  await client.key(kept.slug);
  await client.key(deleted.slug);
  await owner.api.delete(`/api/keys/${deleted.id}`);
  expect((await failureOf(client.key(deleted.slug))).status).toBe(404);
  await server.process.stop();
  expect(await client.key(kept.slug)).toMatchObject({ value: kept.value, modeInfo: { stale: true } });
  expect((await failureOf(client.key(deleted.slug))).code).toBe('server_unreachable');
});
