import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../api/client.js';
import { readAgain } from './read-again.js';
import { type Known, type Refresh, refreshAfter } from './refresh.js';
import { sessionQuery } from './session.js';

/** Milliseconds between two looks. */
const INTERVAL = 2_000;
/** Milliseconds, while the server does not answer. */
const LONGEST_INTERVAL = 30_000;

/** First parts of the keys of queries that a change of the workspace does not touch. */
const UNTOUCHED: ReadonlySet<unknown> = new Set([
  'changes',
  'openapi',
  // Read ahead of everything else.
  'session',
  'setup',
  'sign-in-providers',
]);

const [SESSION] = sessionQuery.queryKey;
/** First parts of the keys of queries that show when something was last fetched. */
const LAST_USES: ReadonlySet<unknown> = new Set(['keys', 'tokens', 'usage']);

/**
 * A word that differs after any change of the workspace, and when its latest fetch was. Who waits for something in
 * particular may look more often: `useQuery({ ...changesQuery, refetchInterval: 1000 })`.
 */
export const changesQuery = queryOptions({
  queryKey: ['changes'],
  queryFn: ({ signal }) => answer(api.GET('/api/changes', { signal })),
  staleTime: INTERVAL,
  retry: false,
});

/**
 * Keeps what the page shows as the server has it: looks every other second while the page is in sight, at once when
 * it comes into sight, ever more seldom while the server is down, and reads again what changed.
 */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const [failures, setFailures] = useState(0);
  const known = useRef<Known | null>(null);
  const hasSaved = useRef(false);
  const { data, dataUpdatedAt, errorUpdatedAt } = useQuery({
    ...changesQuery,
    refetchInterval: Math.min(INTERVAL * 2 ** failures, LONGEST_INTERVAL),
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  });

  useEffect(
    () =>
      client.getMutationCache().subscribe(({ type }) => {
        if (type === 'added') hasSaved.current = true;
      }),
    [client],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: every look counts, also one that saw the same
  useEffect(() => {
    setFailures(0);
    // What is being saved is shown already: an answer from before it must not take it back.
    if (!data || client.isMutating() > 0) return;
    const next = refreshAfter(known.current, data, Date.now(), hasSaved.current);
    known.current = next.known;
    void READ_AGAIN[next.refresh](client);
  }, [client, data, dataUpdatedAt]);

  useEffect(() => {
    if (errorUpdatedAt > 0) setFailures((before) => before + 1);
  }, [errorUpdatedAt]);
}

const READ_AGAIN: Readonly<Record<Refresh, (client: QueryClient) => Promise<void>>> = {
  everything: async (client) => {
    // Who one is comes first: in another page one may have gone on in another workspace, or got another role.
    await readAgain(client, ({ queryKey }) => queryKey[0] === SESSION);
    await readAgain(client, ({ queryKey }) => !UNTOUCHED.has(queryKey[0]));
  },
  'last-uses': (client) => readAgain(client, ({ queryKey }) => LAST_USES.has(queryKey[0])),
  nothing: async () => {},
};
