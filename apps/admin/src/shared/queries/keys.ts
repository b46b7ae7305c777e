import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import { answer, api } from '../api/client.js';
import type { Key } from '../api/types.js';

/** Every key of the workspace, newest first as the server sorts them. */
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => allPages((query) => answer(api.GET('/api/keys', { params: { query } }))),
});

/** Puts a key, as a mutation answered it, in its place in the list. */
export function replaceKey(client: QueryClient, key: Key): void {
  client.setQueryData(keysQuery.queryKey, (keys) =>
    keys?.map((other) => (other.id === key.id ? key : other)),
  );
}
