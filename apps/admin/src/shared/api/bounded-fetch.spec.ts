import { boundedFetch } from './bounded-fetch.js';

const { fetch: realFetch } = globalThis;
const realTimeout = AbortSignal.timeout;
let bounds: { readonly milliseconds: number; readonly reached: AbortController }[];

/** A network on which no answer ever comes. */
const silence: typeof fetch = (input, init) =>
  new Promise((_, reject) => {
    const signal = init?.signal ?? (input as Request).signal;
    signal.addEventListener('abort', () => reject(signal.reason));
  });

beforeEach(() => {
  bounds = [];
  globalThis.fetch = silence;
  AbortSignal.timeout = (milliseconds) => {
    const reached = new AbortController();
    bounds.push({ milliseconds, reached });
    return reached.signal;
  };
});

afterEach(() => {
  globalThis.fetch = realFetch;
  AbortSignal.timeout = realTimeout;
});

test('a read that is never answered fails after 30 seconds', async () => {
  const read = boundedFetch(new Request('http://localhost/api/keys'));
  expect(bounds.map(({ milliseconds }) => milliseconds)).toEqual([30_000]);
  bounds[0]?.reached.abort(new Error('too late'));
  await expect(read).rejects.toThrow('too late');
});

test('a read can still be given up before', async () => {
  const giving = new AbortController();
  const read = boundedFetch(new Request('http://localhost/api/keys', { signal: giving.signal }));
  giving.abort(new Error('given up'));
  await expect(read).rejects.toThrow('given up');
});

test('a change has no such bound', () => {
  void boundedFetch(new Request('http://localhost/api/keys', { method: 'POST', body: '{}' }));
  expect(bounds).toEqual([]);
});
