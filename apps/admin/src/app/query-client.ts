import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError, UnreachableError } from '../shared/api/problem.js';
import { sessionQuery } from '../shared/queries/session.js';

const STALE_MS = 15_000;

/**
 * The cache of what the server said. `onSignedOut` runs when any call finds the session gone; what was
 * read with that session is dropped first.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (!(error instanceof ProblemError && error.status === 401 && error.code === 'unauthenticated')) return;
    if (client.getQueryData(sessionQuery.queryKey) === null) return;
    client.setQueryData(sessionQuery.queryKey, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    onSignedOut();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        // Only what may pass by itself is tried again: a server that restarts, not a refusal.
        retry: (failures, error) => error instanceof UnreachableError && failures < 2,
        retryDelay: (attempt) => 400 * 2 ** attempt,
        // A server on this machine or this network answers also where the browser believes to be offline.
        networkMode: 'always',
      },
      // Nothing of a finished mutation stays: its variables may be a password or a key's value.
      mutations: { gcTime: 0, networkMode: 'always' },
    },
  });
  return client;
}
