// What a program does with the client, the same in every runtime; prints what came of each step as one JSON object.
import { createIbyok, IbyokError, ibyok } from '@ibyok/client';

const { Bun, Deno } = globalThis;
const [scenario, ...words] = Deno?.args ?? process.argv.slice(2);
const inspect = Deno?.inspect ?? Bun?.inspect ?? (await import('node:util')).inspect;
const print = (results) => process.stdout.write(`${JSON.stringify(results)}\n`);

/** What an error tells, and everything that it could be printed as. */
const failureOf = (work) =>
  work.then(
    () => ({ code: 'none' }),
    (error) => ({
      code: error.code,
      name: error.name,
      isOurs: error instanceof IbyokError,
      printed: [
        error.stack,
        String(error),
        JSON.stringify(error),
        inspect(error),
        inspect(error.cause),
      ].join(),
    }),
  );

const scenarios = {
  /** By variables alone. */
  async fetch() {
    const key = await ibyok.key('openai');
    const listed = [];
    for await (const { slug } of ibyok.keys()) listed.push(slug);
    const { trace } = await ibyok.mode('openai');
    print({ key, printed: inspect(key), listed, rules: trace.length, environment: ibyok.environment() });
  },

  /** By options alone: no variable may be read. */
  async options([api, accessToken]) {
    const client = createIbyok({ api, accessToken, environment: 'production' });
    print({ value: (await client.key('openai')).value });
  },

  async errors([api, accessToken, nobody, refusedToken]) {
    const client = (given) => createIbyok({ api, accessToken, retries: 0, ...given });
    print({
      unknownKey: await failureOf(client().key('no-such-key')),
      refused: await failureOf(client({ accessToken: refusedToken }).key('openai')),
      unreachable: await failureOf(client({ api: nobody }).key('openai')),
      silent: await failureOf(client({ api: `${api}/silent`, timeout: 500 }).key('openai')),
      hanging: await failureOf(client({ api: `${api}/hanging`, timeout: 500 }).key('openai')),
      halved: await failureOf(client({ api: `${api}/halved` }).key('openai')),
      endless: await failureOf(client({ api: `${api}/endless` }).key('openai')),
      redirected: await failureOf(client({ api: `${api}/redirected` }).key('openai')),
      notAToken: await failureOf(client({ accessToken: `${accessToken}\n` }).key('openai')),
      aborted: await failureOf(client().key('openai', { signal: AbortSignal.abort(new Error('enough')) })),
      abortedLater: await failureOf(
        client({ api: `${api}/silent`, timeout: 60_000 }).key('openai', { signal: AbortSignal.timeout(200) }),
      ),
    });
  },

  async retries([api, accessToken]) {
    const client = createIbyok({ api: `${api}/busy`, accessToken });
    print({ value: (await client.key('openai')).value });
  },

  async watch([api, accessToken, rotated]) {
    const client = createIbyok({ api, accessToken, environment: 'production' });
    const since = await client.key('openai');
    // As an application does that has something to do: a watch alone keeps nothing alive.
    const alive = setInterval(() => {}, 60_000);
    const change = await new Promise((resolve, reject) => {
      const watch = client.watch(
        'openai',
        (key, what, before) => {
          watch.stop();
          resolve({ what, value: key.value, before: before.value });
        },
        { interval: 1_000, since, onError: reject },
      );
      client.rotateKey('openai', rotated).catch(reject);
    });
    clearInterval(alive);
    print({ since: since.value, ...change });
  },

  async lingering([api, accessToken]) {
    const client = createIbyok({ api, accessToken });
    const since = await client.key('openai');
    client.watch('openai', () => {}, { interval: 3_600_000, since });
    // Time for the first look.
    await new Promise((resolve) => setTimeout(resolve, 500));
    print({ value: since.value });
  },

  async cache([api, accessToken]) {
    const store = new Map();
    for (const secret of [
      { key: crypto.getRandomValues(new Uint8Array(32)) },
      { passphrase: 'correct horse battery staple' },
    ]) {
      const client = createIbyok({
        api,
        accessToken,
        retries: 0,
        cache: { store, maxAge: 60_000, ...secret },
      });
      await client.key('openai');
    }
    const passphrase = 'correct horse battery staple';
    const client = createIbyok({
      api,
      accessToken,
      retries: 0,
      cache: { store, maxAge: 60_000, passphrase },
    });
    await fetch(`${api}/go-down`, { method: 'POST' });
    const stale = await client.key('openai');
    const without = await failureOf(createIbyok({ api, accessToken, retries: 0 }).key('openai'));
    print({ stale, without, kept: JSON.stringify([...store]) });
  },
};

await scenarios[scenario](words);
