import { createClient } from './client.js';
import {
  IbyokConfigurationError,
  IbyokServerError,
  IbyokTimeoutError,
  IbyokUnexpectedAnswerError,
  IbyokUnreachableError,
} from './errors.js';
import {
  FakePlatform,
  json,
  keyAnswer,
  keyBody,
  problem,
  refusedConnection,
  TOKEN,
} from './platform.fake.js';
import type { IbyokOptions } from './settings.js';

const start = (options: IbyokOptions = {}) => {
  const platform = new FakePlatform();
  return { platform, client: createClient(options, platform) };
};
const failureOf = (work: Promise<unknown>): Promise<Error & { code?: string }> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  );

test('a fetch carries the token in its header alone, names no environment of its own accord, follows no redirect', async () => {
  const { platform, client } = start();
  platform.answer(keyAnswer('mock'));
  expect(await client.key('openai')).toEqual(keyBody('mock'));
  const [request] = platform.requests;
  expect(request?.url.href).toBe('https://vault.test/external/keys/openai/value');
  expect(request?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
  expect(request?.redirect).toBe('manual');
});

test('variables are read with each call', async () => {
  const { platform, client } = start();
  platform.answer(keyAnswer('mock'), keyAnswer('mock'), keyAnswer('mock'));
  platform.variables.NODE_ENV = 'prod';
  await client.key('openai');
  platform.variables.IBYOK_ENV = 'staging';
  platform.variables.IBYOK_API = 'http://localhost:3000';
  await client.key('openai');
  await client.key('openai', { environment: 'dev' });
  expect(platform.requests.map(({ url }) => url.origin + url.search)).toEqual([
    'https://vault.test?env=production',
    'http://localhost:3000?env=staging',
    'http://localhost:3000?env=development',
  ]);
});

test.each([
  undefined as never,
  ['openai'] as never,
  '',
  '..',
  '.',
  'a/b',
  'a?env=production',
  'a#b',
  'ä',
  'a b',
  '%2e%2e',
])('the reference %j is not sent', async (reference) => {
  const { platform, client } = start();
  for (const work of [client.key(reference), client.mode(reference), client.rotateKey(reference, 'v')]) {
    expect(await failureOf(work)).toMatchObject({ code: 'key_reference_invalid' });
  }
  expect(() => client.watch(reference, () => {})).toThrow(/^A key is named by/);
  expect(platform.requests).toEqual([]);
});

test('what is wrong in the variables rejects the call, and nothing is sent', async () => {
  const { platform, client } = start();
  platform.variables.IBYOK_ENV = 'prodd';
  expect(await failureOf(client.key('openai'))).toBeInstanceOf(IbyokConfigurationError);
  delete platform.variables.IBYOK_ACCESS_TOKEN;
  delete platform.variables.IBYOK_ENV;
  expect(await failureOf(client.key('openai'))).toMatchObject({ code: 'access_token_missing' });
  expect(platform.requests).toEqual([]);
});

test.each([429, 502, 503, 504])('%i is asked again', async (status) => {
  const { platform, client } = start();
  platform.answer(problem(status, 'later'), keyAnswer('live'));
  const key = client.key('openai');
  expect(await platform.fireTimer()).toBe(125);
  expect((await key).value).toBe('live-value');
  expect(platform.requests.length).toBe(2);
});

test('a lost connection is asked again, with wider pauses, and no more often than told', async () => {
  const { platform, client } = start({ retries: 3 });
  platform.chance = 0.999;
  platform.answer(
    refusedConnection(),
    refusedConnection(),
    refusedConnection(),
    refusedConnection(),
    keyAnswer('live'),
  );
  const failure = failureOf(client.key('openai'));
  expect([await platform.fireTimer(), await platform.fireTimer(), await platform.fireTimer()]).toEqual([
    250, 500, 999,
  ]);
  expect(await failure).toBeInstanceOf(IbyokUnreachableError);
  expect((await failure).message).toContain('ECONNREFUSED');
  expect(platform.requests.length).toBe(4);
});

test.each([400, 401, 403, 404, 409, 413, 500, 501])('%i is not asked again', async (status) => {
  const { platform, client } = start();
  platform.answer(problem(status, 'no'), keyAnswer('live'));
  expect(await failureOf(client.key('openai'))).toMatchObject({ status });
  expect(platform.requests.length).toBe(1);
});

test('Retry-After is waited for, in seconds and as a date', async () => {
  const { platform, client } = start();
  const date = new Date(platform.time + 10_000).toUTCString();
  platform.chance = 0;
  platform.answer(
    problem(429, 'later', { 'retry-after': '3' }),
    problem(503, 'later', { 'retry-after': date }),
    keyAnswer('mock'),
  );
  const key = client.key('openai');
  expect(await platform.fireTimer()).toBe(3_000);
  // Three of the ten seconds have passed.
  expect(await platform.fireTimer()).toBe(7_000);
  expect((await key).value).toBe('mock-value');
});

test('a Retry-After beyond the whole patience ends it at once', async () => {
  const { platform, client } = start();
  platform.answer(problem(429, 'later', { 'retry-after': '3600' }));
  expect(await failureOf(client.key('openai'))).toMatchObject({ code: 'later', retryAfter: 3600 });
});

test('an attempt without an answer ends in time, and all of them together, too', async () => {
  const { platform, client } = start({ timeout: 1_000, totalTimeout: 1_500, retries: 9 });
  platform.chance = 0;
  platform.answer('never', 'never', 'never');
  const failure = failureOf(client.key('openai'));
  const waits = [await platform.fireTimer(), await platform.fireTimer(), await platform.fireTimer()];
  expect(waits).toEqual([1_000, 0, 500]);
  expect(await failure).toBeInstanceOf(IbyokTimeoutError);
});

test('the caller’s signal ends a call with its own reason, in a pause too', async () => {
  const { platform, client } = start();
  const controller = new AbortController();
  platform.answer('never');
  const first = failureOf(client.key('openai', { signal: controller.signal }));
  controller.abort(new Error('enough'));
  expect((await first).message).toBe('enough');
  expect(platform.waitsInForeground).toBe(0);
  expect((await failureOf(client.key('openai', { signal: controller.signal }))).message).toBe('enough');
  expect(platform.requests.length).toBe(1);
});

test.each([
  ['a login page', new Response('<html>', { status: 200 })],
  ['a redirect', new Response(null, { status: 302, headers: { location: 'https://elsewhere.test' } })],
  [
    'no mode',
    json({ ...keyBody('live'), modeInfo: { environment: 'development', source: 'tenant_setting' } }),
  ],
  [
    'an unknown mode',
    json({ ...keyBody('live'), modeInfo: { ...keyBody('live').modeInfo, effectiveMode: 'LIVE' } }),
  ],
  ['no value', json({ ...keyBody('live'), value: '' })],
  ['a list', json([])],
  ['an answer that is too long', json({ ...keyBody('live'), name: 'x'.repeat(1024 * 1024) })],
])('%s is no key', async (_, answer) => {
  const { platform, client } = start();
  platform.answer(answer);
  const error = await failureOf(client.key('openai'));
  expect(error).toBeInstanceOf(IbyokUnexpectedAnswerError);
  expect(String(error)).not.toContain('live-value');
});

test('an error of the platform that quotes the token is not handed on', async () => {
  const { platform, client } = start({ retries: 0 });
  platform.answer(
    Object.assign(new TypeError(`Bearer ${TOKEN} is an invalid header`), {
      cause: new Error(TOKEN),
      code: TOKEN,
    }),
  );
  const error = await failureOf(client.key('openai'));
  expect(error).toBeInstanceOf(IbyokUnreachableError);
  expect([error.message, error.stack, JSON.stringify(error), String(error.cause)].join()).not.toContain(
    TOKEN,
  );
});

test('an answer without end is not read to it', async () => {
  const { platform, client } = start();
  let [sent, cancelled] = [0, false];
  const body = new ReadableStream({
    pull: (stream) => {
      sent += 1;
      stream.enqueue(new Uint8Array(64 * 1024));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  platform.answer(new Response(body));
  expect(await failureOf(client.key('openai'))).toMatchObject({ code: 'unexpected_answer' });
  expect([sent <= 20, cancelled]).toEqual([true, true]);
});

test('a fetch of somebody’s own may be any function, without signals and streams, and fail with anything', async () => {
  const answers: unknown[] = [{ ok: true, status: 200, headers: new Headers(), text: async () => '{}' }];
  const platform = new FakePlatform();
  const fetch = function (this: unknown) {
    if (this !== undefined) throw new TypeError('Illegal invocation');
    const answer = answers.shift();
    return answer === undefined ? new Promise(() => {}) : Promise.resolve(answer);
  };
  const client = createClient({ fetch: fetch as never, retries: 0 }, platform);
  expect(await failureOf(client.whoami())).toMatchObject({ code: 'unexpected_answer' });
  const failure = failureOf(client.whoami());
  await platform.fireTimer();
  expect(await failure).toBeInstanceOf(IbyokTimeoutError);
  for (const reason of [null, undefined, 'text']) {
    const failing = createClient({ fetch: () => Promise.reject(reason), retries: 0 }, platform);
    expect(await failureOf(failing.whoami())).toMatchObject({ code: 'server_unreachable' });
  }
});

test('what the server calls a refusal or a request does not repeat the token either', async () => {
  const { platform, client } = start();
  for (const status of [400, 404, 500]) {
    platform.answer(problem(status, TOKEN, { 'x-request-id': TOKEN }));
    const error = await failureOf(client.key('openai'));
    const own = Object.getOwnPropertyNames(error) as (keyof typeof error)[];
    expect(own.map((name) => String(error[name])).join()).not.toContain(TOKEN);
  }
});

test('a list that begins again and again is none', async () => {
  const { platform, client } = start();
  platform.answer(json({ items: [], nextCursor: 'c' }), json({ items: [], nextCursor: 'c' }));
  expect(await failureOf(client.keys().next())).toMatchObject({ code: 'unexpected_answer' });
});

test('the list is read page after page, as it is asked for', async () => {
  const { platform, client } = start({ environment: 'staging' });
  const item = (keyId: string) => ({
    keyId,
    slug: keyId,
    name: keyId,
    llmType: 'openai',
    modeInfo: keyBody('mock').modeInfo,
  });
  platform.answer(
    json({ items: [item('key_1'), item('key_2')], nextCursor: 'c+1' }),
    json({ items: [item('key_3')], nextCursor: null }),
  );
  const keys = client.keys();
  expect((await keys.next()).value.keyId).toBe('key_1');
  expect(platform.requests.length).toBe(1);
  const rest: string[] = [];
  for await (const { keyId } of keys) rest.push(keyId);
  expect(rest).toEqual(['key_2', 'key_3']);
  expect(platform.requests.map(({ url }) => url.searchParams.get('cursor'))).toEqual([null, 'c+1']);
  expect(platform.requests.map(({ url }) => url.searchParams.get('env'))).toEqual(['staging', 'staging']);
});

test('a mode and its trace are read without a value', async () => {
  const { platform, client } = start();
  const { keyId, modeInfo } = keyBody('live');
  platform.answer(json({ keyId, modeInfo, trace: [] }));
  expect(await client.mode('openai')).toEqual({ keyId, modeInfo, trace: [] });
  expect(platform.requests[0]?.url.pathname).toBe('/external/keys/openai/mode');
});

test('a change whose answer is lost is not sent again; after 429 it is', async () => {
  const { platform, client } = start();
  platform.answer(refusedConnection());
  await expect(client.rotateKey('openai', 'sk-new')).rejects.toBeInstanceOf(IbyokUnreachableError);
  platform.answer(problem(503, 'later'));
  await expect(client.createKey({ name: 'n', llmType: 'openai', value: 'sk-new' })).rejects.toBeInstanceOf(
    IbyokServerError,
  );
  platform.answer(problem(429, 'later'), json({ keyId: 'key_1', version: 2 }, 201));
  const rotated = client.rotateKey('openai', 'sk-new');
  await platform.fireTimer();
  expect(await rotated).toEqual({ keyId: 'key_1', version: 2 });
  expect(platform.requests.map(({ body }) => body)).toEqual([
    { value: 'sk-new' },
    { name: 'n', llmType: 'openai', value: 'sk-new' },
    { value: 'sk-new' },
    { value: 'sk-new' },
  ]);
});
