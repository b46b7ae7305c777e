import { type QueryClient, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import { answer, api } from '../api/client.js';
import type { Key } from '../api/types.js';

/** Every key of the workspace, newest first as the server sorts them. */
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ client, signal }) =>
    allPages(
      signal,
      (query) => answer(api.GET('/api/keys', { params: { query }, signal })),
      (first) => client.setQueryData(firstKeysQuery.queryKey, first),
    ),
});

/** The first keys, where there are more to come: to be looked at, and not to be counted on. */
const firstKeysQuery = queryOptions<readonly Key[]>({
  queryKey: ['first-keys'],
  queryFn: skipToken,
  gcTime: 60_000,
});

/** The first keys while the rest is on its way for the first time; null before, and once the list is complete. */
export function useFirstKeys(): readonly Key[] | null {
  const keys = useQuery(keysQuery);
  const first = useQuery(firstKeysQuery);
  return keys.data === undefined && keys.isFetching ? (first.data ?? null) : null;
}

/** Puts keys, as a mutation answered them, in their places in the list. */
export function updateKeys(client: QueryClient, changed: readonly Key[]): void {
  const byId = new Map(changed.map((key) => [key.id, key]));
  client.setQueryData(keysQuery.queryKey, (keys) => keys?.map((key) => byId.get(key.id) ?? key));
}

/** Puts one key, as a mutation answered it, in its place in the list. */
export function replaceKey(client: QueryClient, key: Key): void {
  updateKeys(client, [key]);
}
