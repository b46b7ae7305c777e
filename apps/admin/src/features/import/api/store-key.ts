import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { Key } from '../../../shared/api/types.js';
import { keysQuery } from '../../../shared/queries/keys.js';

/** Stores one key after the other; `settle` reads the list again once all are through. */
export interface KeyStore {
  readonly store: (key: { name: string; llmType: string; value: string }) => Promise<Key>;
  readonly settle: () => Promise<void>;
}

/** Stores keys without keeping what was sent: neither the cache nor a mutation sees a value. */
export function useKeyStore(): KeyStore {
  const client = useQueryClient();
  return {
    store: async (key) => {
      const stored = await answer(api.POST('/api/keys', { body: key }));
      putFirst(client, stored);
      return stored;
    },
    settle: () => client.invalidateQueries({ ...keysQuery, exact: true }),
  };
}

/** The list may have been read again meanwhile and have the key already. */
function putFirst(client: QueryClient, key: Key): void {
  client.setQueryData(
    keysQuery.queryKey,
    (keys) => keys && [key, ...keys.filter((other) => other.id !== key.id)],
  );
}
