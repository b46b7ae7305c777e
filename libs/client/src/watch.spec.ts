import { createClient } from './client.js';
import { FakePlatform, keyAnswer, keyBody, problem, refusedConnection, turn } from './platform.fake.js';
import type { WatchOptions } from './watch.js';

const start = (options: WatchOptions = {}) => {
  const platform = new FakePlatform();
  const seen: string[] = [];
  const errors: unknown[] = [];
  const watch = (platform_: FakePlatform) =>
    createClient({ retries: 0 }, platform_).watch(
      'openai',
      (key, change, before) => seen.push(`${change}: ${before.value} → ${key.value}`),
      { interval: 10_000, onError: (error) => errors.push(error), ...options },
    );
  return { platform, seen, errors, watch };
};

test('it calls back on rotation and on a change of mode, and on nothing else', async () => {
  const { platform, seen, errors, watch } = start();
  platform.answer(
    keyAnswer('mock'),
    keyAnswer('mock'),
    keyAnswer('live', 'first'),
    keyAnswer('live', 'first'),
    keyAnswer('live', 'second'),
  );
  watch(platform);
  for (let look = 0; look < 4; look += 1) expect(await platform.fireTimer()).toBe(10_000);
  await turn();
  expect(seen).toEqual(['mode: mock-value → first', 'rotation: first → second']);
  expect(errors).toEqual([]);
});

test('looks are spread by a tenth, and do not keep a process alive', async () => {
  const { platform, watch } = start();
  platform.answer(keyAnswer('mock'), keyAnswer('mock'), keyAnswer('mock'));
  platform.chance = 0;
  watch(platform);
  expect(await platform.fireTimer()).toBe(9_000);
  platform.chance = 0.999_999;
  await platform.fireTimer();
  expect(platform.waitsInForeground).toBe(0);
  expect(Math.round(await platform.fireTimer())).toBe(11_000);
});

test('an error is told, and it goes on from what was known', async () => {
  const { platform, seen, errors, watch } = start();
  platform.answer(
    keyAnswer('live', 'first'),
    refusedConnection(),
    problem(401, 'no'),
    keyAnswer('live', 'second'),
  );
  watch(platform);
  for (let look = 0; look < 3; look += 1) await platform.fireTimer();
  await turn();
  expect(errors).toMatchObject([{ code: 'server_unreachable' }, { code: 'no' }]);
  expect(seen).toEqual(['rotation: first → second']);
});

test('it comes back no sooner than a server that has too much to do allows', async () => {
  const { platform, watch } = start();
  platform.answer(problem(429, 'later', { 'retry-after': '60' }), keyAnswer('mock'));
  watch(platform);
  expect(await platform.fireTimer()).toBe(60_000);
});

test('after a failure, too, it leaves the server alone as long as that asks, but no longer than a day', async () => {
  const { platform, watch } = start();
  platform.answer(
    problem(503, 'later', { 'retry-after': '60' }),
    problem(429, 'later', { 'retry-after': '9999999999' }),
    keyAnswer('mock'),
  );
  watch(platform);
  expect(await platform.fireTimer()).toBe(60_000);
  expect(await platform.fireTimer()).toBe(86_400_000);
});

test('whoever is told of failures may fail later', async () => {
  const platform = new FakePlatform();
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown): unknown => rejections.push(reason);
  const { process } = globalThis as unknown as {
    process: Record<'on' | 'off', (...given: unknown[]) => void>;
  };
  process.on('unhandledRejection', onRejection);
  try {
    platform.answer(problem(403, 'no'), keyAnswer('mock'));
    const onError = () => Promise.reject(new Error('later'));
    createClient({}, platform).watch('openai', () => {}, { interval: 1_000, onError });
    await platform.fireTimer();
    expect(platform.requests.length).toBe(2);
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  expect(rejections).toEqual([]);
});

test('nothing is called back once it was stopped, though the answer is there', async () => {
  const platform = new FakePlatform();
  const seen: unknown[] = [];
  let answerLate = (_: Response): void => {};
  const late = new Promise<Response>((resolve) => {
    answerLate = resolve;
  });
  platform.answer(keyAnswer('live', 'a'), () => late);
  // The cache takes a while between the answer and the call back.
  const cache = { store: new Map(), maxAge: 1_000, key: new Uint8Array(32) };
  const client = createClient({ cache }, platform);
  const watch = client.watch('openai', (key) => seen.push(key), { interval: 1_000 });
  await platform.settleOn(1_000);
  await platform.fireTimer();
  answerLate(keyAnswer('live', 'b'));
  await late;
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
  watch.stop();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect(seen).toEqual([]);
});

test('a callback that fails, at once or later, is told and ends nothing', async () => {
  const platform = new FakePlatform();
  const errors: string[] = [];
  let calls = 0;
  platform.answer(keyAnswer('live', 'a'), keyAnswer('live', 'b'), keyAnswer('live', 'c'));
  createClient({}, platform).watch(
    'openai',
    () => {
      calls += 1;
      if (calls === 1) throw new Error('at once');
      return Promise.reject(new Error('later'));
    },
    {
      interval: 1_000,
      onError: (error) => {
        errors.push((error as Error).message);
        throw new Error('even this');
      },
    },
  );
  for (let look = 0; look < 2; look += 1) await platform.fireTimer();
  await turn();
  expect(errors).toEqual(['at once', 'later']);
});

test('with the key in use, no change before the first look is missed', async () => {
  const since = { ...keyBody('live', 'old'), modeInfo: { ...keyBody('live').modeInfo } } as never;
  const { platform, seen, watch } = start({ since });
  platform.answer(keyAnswer('live', 'new'));
  watch(platform);
  await turn();
  expect(seen).toEqual(['rotation: old → new']);
});

test('it ends by its handle and by a signal, and then asks no more', async () => {
  const controller = new AbortController();
  const { platform, errors, watch } = start({ signal: controller.signal });
  platform.answer(keyAnswer('mock'), keyAnswer('mock'));
  const { stop } = watch(platform);
  watch(platform);
  await turn();
  stop();
  controller.abort();
  await expect(platform.fireTimer()).rejects.toThrow('nothing waits');
  watch(platform);
  await turn();
  expect(platform.requests.length).toBe(2);
  expect(errors).toEqual([]);
});

test('without anybody to tell, the process is warned, without the value', async () => {
  const platform = new FakePlatform();
  platform.answer(problem(403, 'scope_missing'));
  createClient({}, platform).watch('openai', () => {});
  await turn();
  expect(platform.warnings).toEqual([expect.stringContaining('It is scope_missing.')]);
});

test('the interval has bounds', () => {
  for (const interval of [0, 999, Number.NaN, 86_400_001]) {
    expect(() => createClient({}, new FakePlatform()).watch('openai', () => {}, { interval })).toThrow(
      /^interval/,
    );
  }
});
