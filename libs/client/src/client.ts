import type { Key, KeyMode, KeyVersion, NewKey, ReadableKey, StoredKey, WhoAmI } from './answers.js';
import { ask } from './ask.js';
import type { ApiRequest } from './attempt.js';
import { LastAnswers } from './cache/last-answers.js';
import { chooseEnvironment, type EnvironmentChoice } from './environment.js';
import { IbyokConfigurationError } from './errors.js';
import { fetchOrRecall } from './fetch-or-recall.js';
import { isKeyReference } from './key-reference.js';
import { printedWithoutValue } from './printing.js';
import {
  readKey,
  readKeyPage,
  readKeyVersion,
  readMode,
  readStoredKey,
  readWhoAmI,
} from './reading-answers.js';
import { notTheContract } from './refusals.js';
import type { Runtime } from './runtime.js';
import { destinationOf, type IbyokOptions, patienceOf } from './settings.js';
import { type OnKeyChange, startWatch, type Watch, type WatchOptions } from './watch.js';

/** What a call may have of its own. */
export interface CallOptions {
  /** Another environment than the client's. */
  readonly environment?: string;
  /** Aborts the call, which then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** A client of a vault. Settings from variables are read with each call. Rejections are `IbyokError`s. */
export interface Ibyok {
  /** Fetches a key by its id or slug: the live value or a mock, and which of them it is. */
  key(reference: string, options?: CallOptions): Promise<Key>;
  /** Says which mode a key has, and why, without fetching it. */
  mode(reference: string, options?: CallOptions): Promise<KeyMode>;
  /** The keys that the access token may read, page after page as they are asked for. */
  keys(options?: CallOptions): AsyncIterableIterator<ReadableKey>;
  /** Says what the access token is, and what it may do. */
  whoami(options?: Pick<CallOptions, 'signal'>): Promise<WhoAmI>;
  /** Stores a key; needs the scope `keys:write`. Repeated after 429 alone. */
  createKey(key: NewKey, options?: Pick<CallOptions, 'signal'>): Promise<StoredKey>;
  /** Gives a key a new value; needs the scope `keys:write`. Repeated after 429 alone. */
  rotateKey(reference: string, value: string, options?: Pick<CallOptions, 'signal'>): Promise<KeyVersion>;
  /** Looks at a key again and again, and calls back when it was rotated or its mode has changed. */
  watch(reference: string, onChange: OnKeyChange, options?: WatchOptions): Watch;
  /** Which environment counts, and who says so. */
  environment(): EnvironmentChoice;
}

const SHORTEST_INTERVAL = 1_000;
const LONGEST_INTERVAL = 86_400_000;

/** A client on a given platform. */
export function createClient(options: IbyokOptions, platform: Runtime): Ibyok {
  const patience = patienceOf(options);
  const { fetch } = options;
  // Called as a function: a platform's own refuses to be the method of anything.
  const runtime: Runtime = fetch
    ? { ...platform, fetch: async (input, init) => fetch(input, init) }
    : platform;
  const cache = options.cache ? new LastAnswers(options.cache, runtime) : null;

  const destination = () => destinationOf(options, runtime);
  const send = (request: ApiRequest): Promise<unknown> => ask(runtime, destination(), patience, request);
  const choose = (own?: string): EnvironmentChoice =>
    chooseEnvironment(own ?? options.environment, runtime.variable);

  const fetchKey = async (reference: string, call: CallOptions, mayRecall: boolean): Promise<Key> => {
    const { environment } = choose(call.environment);
    const path = `/external/keys/${checked(reference)}/value${queryOf({ env: environment })}`;
    const fetchNow = async () => readKey(await send({ method: 'GET', path, signal: call.signal }));
    if (!cache) return printedWithoutValue(await fetchNow());
    const question = { ...destination(), reference, environment };
    return printedWithoutValue(await fetchOrRecall(cache, question, fetchNow, mayRecall));
  };

  return {
    environment: () => choose(),
    key: async (reference, call = {}) => fetchKey(reference, call, true),
    mode: async (reference, call = {}) => {
      const { environment } = choose(call.environment);
      const path = `/external/keys/${checked(reference)}/mode${queryOf({ env: environment })}`;
      const moment = cache?.begin();
      const mode = readMode(await send({ method: 'GET', path, signal: call.signal }));
      if (moment) await cache?.hear(destination(), mode.keyId, mode.modeInfo, moment);
      return mode;
    },
    async *keys(call = {}) {
      const { environment } = choose(call.environment);
      let cursor: string | null = null;
      do {
        const path = `/external/keys${queryOf({ limit: '100', env: environment, cursor })}`;
        const moment = cache?.begin();
        const page = readKeyPage(await send({ method: 'GET', path, signal: call.signal }));
        if (cache && moment) {
          const { items } = page;
          await Promise.all(
            items.map((item) => cache.hear(destination(), item.keyId, item.modeInfo, moment)),
          );
        }
        yield* page.items;
        // Whatever leaves out the query between here and the server would answer so without end.
        if (page.nextCursor !== null && page.nextCursor === cursor) throw notTheContract(200);
        cursor = page.nextCursor;
      } while (cursor !== null);
    },
    whoami: async ({ signal } = {}) =>
      readWhoAmI(await send({ method: 'GET', path: '/external/whoami', signal })),
    createKey: async (key, { signal } = {}) =>
      readStoredKey(
        await send({ method: 'POST', path: '/external/keys', body: key, secret: key.value, signal }),
      ),
    rotateKey: async (reference, value, { signal } = {}) => {
      const path = `/external/keys/${checked(reference)}/versions`;
      return readKeyVersion(await send({ method: 'POST', path, body: { value }, secret: value, signal }));
    },
    watch: (reference, onChange, given = {}) => {
      const interval = intervalOf(given.interval ?? 60_000);
      checked(reference);
      const call = given.environment === undefined ? {} : { environment: given.environment };
      const look = async (signal: AbortSignal) => fetchKey(reference, { ...call, signal }, false);
      return startWatch(runtime, look, onChange, { ...given, interval });
    },
  };
}

function checked(reference: string): string {
  if (isKeyReference(reference)) return reference;
  const detail = 'A key is named by its id, such as key_…, or by its slug, such as openai: this is neither.';
  throw new IbyokConfigurationError(detail, { code: 'key_reference_invalid' });
}

function intervalOf(interval: number): number {
  if (interval >= SHORTEST_INTERVAL && interval <= LONGEST_INTERVAL) return interval;
  const detail = `interval has to be a number of milliseconds from ${SHORTEST_INTERVAL} to ${LONGEST_INTERVAL}.`;
  throw new IbyokConfigurationError(detail, { code: 'option_invalid' });
}

function queryOf(parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
