import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { ProblemError } from '../api/problem.js';
import type { Session } from '../api/types.js';

async function readSession(): Promise<Session | null> {
  try {
    return await answer(api.GET('/api/session'));
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null;
    throw error;
  }
}

/**
 * Who is signed in; null for nobody. Read without a signal: it is read ahead of a page too, and a read that counts
 * the signal is given up with the last component that shows it.
 */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 60_000,
});

/** The session of a page behind the sign-in, or null for the moment in which it ends. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}
