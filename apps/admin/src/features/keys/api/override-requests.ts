import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { Key } from '../../../shared/api/types.js';
import type { OverridesChange } from '../overrides-intent.js';

/** As many keys as the API changes in one request, all of them or none. */
const CHUNK = 100;
/** Whoever asks to undo waits for the answer. */
const NEVER_GIVEN_UP = new AbortController().signal;

/** Makes changes that are alike in one request, and answers the keys as they are then. */
export async function sendOverrides(chunk: readonly OverridesChange<Key>[]): Promise<readonly Key[]> {
  const [first] = chunk;
  if (!first) return [];
  const body = { ...first.overrides };
  if (chunk.length === 1) {
    const params = { path: { id: first.key.id } };
    return [await answer(api.PATCH('/api/keys/{id}/overrides', { params, body }))];
  }
  const keyIds = chunk.map(({ key }) => key.id);
  return (await answer(api.PATCH('/api/keys/overrides', { body: { keyIds, overrides: body } }))).items;
}

/**
 * The keys of some changes as the server has them, by their id, without those that are gone. What the page shows
 * stays as it is: some of it may not be made yet.
 */
export async function readKeysOf(
  changes: readonly OverridesChange<Key>[],
): Promise<ReadonlyMap<string, Key>> {
  const [first] = changes;
  if (!first) return new Map();
  const keys =
    changes.length === 1
      ? await readKey(first.key.id)
      : await allPages(NEVER_GIVEN_UP, (query) => answer(api.GET('/api/keys', { params: { query } })));
  return new Map(keys.map((key) => [key.id, key]));
}

async function readKey(id: string): Promise<readonly Key[]> {
  try {
    return [await answer(api.GET('/api/keys/{id}', { params: { path: { id } } }))];
  } catch (error) {
    if (isProblem(error, 'key_not_found')) return [];
    throw error;
  }
}

/** Changes that one request can make: alike, and not too many. */
export function chunksOf(
  changes: readonly OverridesChange<Key>[],
): readonly (readonly OverridesChange<Key>[])[] {
  const alike = new Map<string, OverridesChange<Key>[]>();
  for (const change of changes) {
    const { development, staging, production } = change.overrides;
    const what = `${development} ${staging} ${production}`;
    const same = alike.get(what);
    if (same) same.push(change);
    else alike.set(what, [change]);
  }
  return [...alike.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK)),
  );
}
