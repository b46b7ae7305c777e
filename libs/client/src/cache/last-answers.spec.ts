import { jest } from '@jest/globals';
import { createClient } from '../client.js';
import {
  FakePlatform,
  json,
  keyAnswer,
  keyBody,
  problem,
  refusedConnection,
  TOKEN,
  turn,
} from '../platform.fake.js';
import type { IbyokOptions } from '../settings.js';
import type { CacheOptions, CacheStore } from './cache-options.js';

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index);
const HOUR = 3_600_000;

const start = (
  cache: Partial<CacheOptions> = {},
  options: IbyokOptions = {},
  platform = new FakePlatform(),
) => {
  const store = cache.store ?? new Map<string, string>();
  const client = createClient(
    { retries: 0, cache: { store, maxAge: HOUR, key: SECRET, ...cache }, ...options },
    platform,
  );
  return { platform, client, store: store as Map<string, string> };
};
const outage = refusedConnection;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error.code,
  );

test('the last answer stands in for a server that cannot be reached or fails, and says so', async () => {
  const { platform, client } = start();
  platform.answer(keyAnswer('live'), outage(), problem(500, 'internal'), problem(503, 'later'));
  const fresh = await client.key('openai');
  expect(fresh.modeInfo.stale).toBeUndefined();
  platform.time += HOUR;
  for (let failure = 0; failure < 3; failure += 1) {
    expect(await client.key('openai')).toEqual({
      ...fresh,
      modeInfo: { ...fresh.modeInfo, stale: true, answeredAt: '2026-03-01T12:00:00.000Z' },
    });
  }
});

test('it is not given when it is too old, nor by a clock that went back', async () => {
  const { platform, client, store } = start();
  platform.answer(keyAnswer('live'), outage(), outage(), keyAnswer('live'), outage());
  await client.key('openai');
  platform.time += HOUR + 1;
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
  platform.time -= HOUR;
  // What was too old once is gone.
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
  await client.key('openai');
  platform.time -= 1;
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
  expect(store.size).toBe(1);
});

test('without the option nothing is kept', async () => {
  const platform = new FakePlatform();
  const client = createClient({ retries: 0 }, platform);
  platform.answer(keyAnswer('live'), outage());
  await client.key('openai');
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
});

test.each([
  [401, 'access_token_refused'],
  [403, 'environment_not_allowed'],
  [404, 'key_not_found'],
])('%i is never answered from it, and empties it', async (status, code) => {
  const { platform, client, store } = start();
  platform.answer(keyAnswer('live'), problem(status, code), outage());
  await client.key('openai');
  expect(store.size).toBe(2);
  expect(await codeOf(client.key('openai'))).toBe(code);
  expect(store.size).toBe(0);
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
});

test('429 and an answer of somebody else are not answered from it', async () => {
  const { platform, client } = start();
  platform.answer(
    keyAnswer('live'),
    problem(429, 'later', { 'retry-after': '999' }),
    new Response('<html>'),
    outage(),
  );
  await client.key('openai');
  expect(await codeOf(client.key('openai'))).toBe('later');
  expect(await codeOf(client.key('openai'))).toBe('unexpected_answer');
  expect((await client.key('openai')).modeInfo.stale).toBe(true);
});

test('a token that was refused for one key gets no other from it until it is taken again', async () => {
  const { platform, client } = start();
  platform.answer(
    keyAnswer('live', 'one', 'key_1'),
    keyAnswer('live', 'two', 'key_2'),
    problem(401, 'no'),
    outage(),
  );
  await client.key('one');
  await client.key('two');
  await codeOf(client.key('one'));
  expect(await codeOf(client.key('two'))).toBe('server_unreachable');
  platform.answer(keyAnswer('live', 'one', 'key_1'), outage());
  await client.key('one');
  expect((await client.key('two')).value).toBe('two');
});

test('nothing kept tells a value, a token, a key or an address', async () => {
  const { platform, client, store } = start();
  platform.answer(keyAnswer('live', 'sk-live-value'));
  await client.key('openai');
  const kept = JSON.stringify([...store]);
  const decoded = [...store.values()].map((text) => atob(text)).join();
  for (const text of ['sk-live-value', TOKEN, 'openai', 'key_1', 'vault.test', 'live']) {
    expect(kept).not.toContain(text);
    expect(decoded).not.toContain(text);
  }
});

test('an entry is bound to its key, environment, token and address, and to its place in the store', async () => {
  const { platform, client, store } = start();
  platform.answer(keyAnswer('live'));
  await client.key('openai');
  const asked = [
    start({ store }, { accessToken: `${TOKEN}x` }),
    start({ store }, { api: 'https://other.test' }),
    start({ store }, { environment: 'production' }),
    start({ store, key: new Uint8Array(32) }),
  ];
  for (const other of asked) {
    other.platform.answer(outage());
    expect(await codeOf(other.client.key('openai'))).toBe('server_unreachable');
  }
  // Somebody who can write the store puts one key's answer in the place of another's.
  platform.answer(keyAnswer('live', 'other-value', 'key_2'), outage(), outage());
  await client.key('other');
  const [first, , second] = [...store];
  if (!first || !second) throw new Error('two answers were expected');
  store.set(first[0], second[1]).set(second[0], first[1]);
  for (const reference of ['openai', 'other']) {
    expect(await codeOf(client.key(reference))).toBe('server_unreachable');
  }
});

test('a changed entry is none', async () => {
  const { platform, client, store } = start();
  platform.answer(keyAnswer('live'), outage());
  await client.key('openai');
  for (const [name, text] of store) store.set(name, `${text.slice(0, -8)}AAAAAAA=`);
  expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
});

test('another process with the same secret gets it, by a key or a passphrase', async () => {
  for (const secret of [{ key: SECRET }, { key: undefined, passphrase: 'correct horse battery' }] as const) {
    const first = start(secret as Partial<CacheOptions>);
    first.platform.answer(keyAnswer('live'));
    await first.client.key('openai');
    const second = start({ ...(secret as Partial<CacheOptions>), store: first.store });
    second.platform.answer(outage());
    expect((await second.client.key('openai')).value).toBe('live-value');
  }
});

describe('a mock does not turn live', () => {
  test('each answer replaces the one before, however the key was named', async () => {
    const { platform, client } = start();
    platform.answer(keyAnswer('live'), keyAnswer('mock'), outage(), outage());
    await client.key('openai');
    await client.key('key_1', { environment: 'development' });
    for (const reference of ['openai', 'openai']) {
      expect((await client.key(reference)).modeInfo).toMatchObject({ effectiveMode: 'mock', stale: true });
    }
  });

  test('a live answer that arrives late does not replace a mock that was asked for later', async () => {
    const { platform, client } = start();
    let arrive = (_: Response): void => {};
    platform.answer(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
      keyAnswer('mock'),
      outage(),
    );
    const late = client.key('openai');
    await turn();
    await client.key('openai');
    arrive(keyAnswer('live'));
    expect((await late).value).toBe('live-value');
    expect((await client.key('openai')).modeInfo.effectiveMode).toBe('mock');
  });

  test('a live answer of another process that arrives late does not, either', async () => {
    const slow = start();
    let arrive = (_: Response): void => {};
    slow.platform.answer(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    const late = slow.client.key('openai');
    await turn();
    const quick = start({ store: slow.store });
    quick.platform.time += 5;
    quick.platform.answer(keyAnswer('mock'));
    await quick.client.key('openai');
    slow.platform.time += 10;
    arrive(keyAnswer('live'));
    await late;
    quick.platform.time += 20;
    quick.platform.answer(outage());
    expect((await quick.client.key('openai')).modeInfo.effectiveMode).toBe('mock');
  });

  test.each(['mode', 'keys'])('what %s says of the mode counts, too', async (way) => {
    const { platform, client, store } = start();
    const { keyId, modeInfo } = keyBody('mock');
    const item = { keyId, slug: 'openai', name: 'OpenAI', llmType: 'openai', modeInfo };
    platform.answer(
      keyAnswer('live'),
      way === 'mode' ? json({ keyId, modeInfo, trace: [] }) : json({ items: [item], nextCursor: null }),
      outage(),
    );
    await client.key('openai');
    if (way === 'mode') await client.mode('openai');
    else for await (const _ of client.keys());
    expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
    expect(store.size).toBe(1);
  });

  test('hearing the same mode again leaves the answer where it is', async () => {
    const { platform, client } = start();
    const { keyId, modeInfo } = keyBody('live');
    platform.answer(keyAnswer('live'), json({ keyId, modeInfo, trace: [] }), outage());
    await client.key('openai');
    platform.time += 10;
    await client.mode('openai');
    expect((await client.key('openai')).value).toBe('live-value');
  });

  test('a store that keeps nothing anew and deletes nothing does not bring the old live answer back', async () => {
    const kept = new Map<string, string>();
    let works = true;
    const store: CacheStore = {
      get: (name) => kept.get(name),
      set: (name, sealed) => {
        if (!works) throw new Error('full');
        kept.set(name, sealed);
      },
      delete: (name) => {
        if (!works) throw new Error('read-only');
        kept.delete(name);
      },
    };
    const { platform, client } = start({ store });
    platform.answer(keyAnswer('live'), keyAnswer('mock'), outage());
    await client.key('openai');
    works = false;
    platform.time += 10;
    expect((await client.key('openai')).value).toBe('mock-value');
    expect(await codeOf(client.key('openai'))).toBe('server_unreachable');
    expect(platform.warnings.length).toBeGreaterThan(0);
  });
});

test('a store that fails or hangs does not keep a key from anybody', async () => {
  const broken: CacheStore = {
    get: () => Promise.reject(new Error('gone')),
    set: () => Promise.reject(new Error('gone')),
    delete: () => Promise.reject(new Error('gone')),
  };
  const failing = start({ store: broken });
  failing.platform.answer(keyAnswer('live'), outage());
  expect((await failing.client.key('openai')).value).toBe('live-value');
  expect(await codeOf(failing.client.key('openai'))).toBe('server_unreachable');

  const hanging = start({ store: { ...broken, get: () => new Promise(() => {}) } });
  hanging.platform.answer(keyAnswer('live'));
  const key = hanging.client.key('openai');
  expect(await hanging.platform.fireTimer()).toBe(2_000);
  expect((await key).value).toBe('live-value');
});

test('a list waits for a store that hangs once, not once for each key', async () => {
  const store: CacheStore = { get: () => new Promise(() => {}), set: () => {}, delete: () => {} };
  const { platform, client } = start({ store });
  const items = ['key_1', 'key_2', 'key_3'].map((keyId) => {
    const { modeInfo } = keyBody('mock');
    return { keyId, slug: keyId, name: keyId, llmType: 'openai', modeInfo };
  });
  platform.answer(json({ items, nextCursor: null }));
  const first = client.keys().next();
  const began = platform.time;
  // All at once, not one after another.
  await platform.settleOnTimers(items.length);
  for (const _ of items) await platform.fireTimer();
  expect((await first).value.keyId).toBe('key_1');
  expect(platform.time - began).toBe(2_000);
});

test('the key may be overwritten once it was handed on', async () => {
  const key = Uint8Array.from(SECRET);
  const { platform, client, store } = start({ key });
  key.fill(0);
  platform.answer(keyAnswer('live'));
  await client.key('openai');
  for (const [secret, expected] of [
    [SECRET, 'live-value'],
    [new Uint8Array(32), undefined],
  ] as const) {
    const other = start({ store, key: secret });
    other.platform.answer(outage());
    expect((await other.client.key('openai').catch(() => undefined))?.value).toBe(expected);
  }
});

test('nothing random is asked for before the first entry is sealed: edge runtimes have nothing then', () => {
  const random = jest.spyOn(crypto, 'getRandomValues');
  start();
  expect(random).not.toHaveBeenCalled();
  random.mockRestore();
});

test('a watch is never told of a stale answer', async () => {
  const { platform, client } = start();
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  platform.answer(keyAnswer('live', 'a'), keyAnswer('live', 'b'), outage());
  await client.key('openai');
  client.watch('openai', (key) => seen.push(key.value), {
    interval: 1_000,
    onError: (error) => errors.push(error),
  });
  await platform.settleOn(1_000);
  await platform.fireTimer();
  await platform.settleOn(1_000);
  expect(seen).toEqual([]);
  expect(errors).toMatchObject([{ code: 'server_unreachable' }]);
});
