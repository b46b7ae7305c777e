import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { Key } from '../../../shared/api/types.js';
import type { OverridesChange } from '../overrides-intent.js';
import type { KeysPageQuery, KeysSource } from '../read-keys.js';
import type { Changes } from './shown-overrides.js';

/** As many keys as the API changes in one request, all of them or none. */
const CHUNK = 100;
/** Whoever asks to undo waits for the answer. */
const NEVER_GIVEN_UP = new AbortController().signal;

/** Makes changes that are alike in one request, and answers the keys as they are then. */
export async function sendOverrides(chunk: Changes): Promise<readonly Key[]> {
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

/** The keys as the server has them. What the page shows stays as it is: some of it may not be made yet. */
export const keysOnServer: KeysSource<Key> = {
  one: async (id) => {
    try {
      return await answer(api.GET('/api/keys/{id}', { params: { path: { id } } }));
    } catch (error) {
      if (isProblem(error, 'key_not_found')) return null;
      throw error;
    }
  },
  page: async (query) => (await readPage(query)).items,
  list: async (onPage) => {
    await allPages(NEVER_GIVEN_UP, async (query) => {
      const page = await readPage(query);
      onPage(query, page.items);
      return page;
    });
  },
};

function readPage(query: KeysPageQuery) {
  return answer(api.GET('/api/keys', { params: { query } }));
}

/** Changes that one request can make: alike, and not too many. */
export function chunksOf(changes: Changes): readonly Changes[] {
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
