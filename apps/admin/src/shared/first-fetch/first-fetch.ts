import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.js';
import type { AuditRecord } from '../api/types.js';
import { changesQuery } from '../queries/changes.js';
import { lookInterval, SLOWEST } from './look-interval.js';
import { useInSightSince } from './use-in-sight-since.js';

/** The most that one request gives: of so many fetches between two looks, the first is among them. */
const PAGE_SIZE = 100;

/** Whose first fetch is meant: a workspace's, or a token's since it was created. */
export type FetchScope = { readonly tokenId: string; readonly since: string } | 'workspace';

/** What is known of a first fetch. */
export interface FirstFetch {
  /** The record of the fetch; null as long as none has come. */
  readonly record: AuditRecord | null;
  /** True once the server has said whether there is one. */
  readonly isKnown: boolean;
  /** True while the server does not answer. */
  readonly isUnreachable: boolean;
}

/**
 * Waits for a first fetch: looks more than once a second while it is likely to come, then more seldom, and not at all
 * while the page is out of sight. A look is cheap however long the record is, and whoever else looks does it for all;
 * the record itself is only read once something was fetched.
 */
export function useFirstFetch(scope: FetchScope): FirstFetch {
  const [record, setRecord] = useState<AuditRecord | null>(null);
  const isWaiting = record === null;
  const since = useInSightSince();
  const looks = useQuery({
    ...changesQuery,
    refetchInterval: ({ state }) => {
      const now = Date.now();
      return isWaiting && lookInterval(now - since, state.status === 'error' ? now - state.dataUpdatedAt : 0);
    },
    refetchOnWindowFocus: 'always',
  });
  const found = useQuery({
    ...firstFetchQuery(scope, looks.data?.lastFetchAt ?? null),
    enabled: isWaiting && mayHaveCome(scope, looks.data?.lastFetchAt ?? null),
    refetchInterval: ({ state }) => state.status === 'error' && SLOWEST,
  });
  if (isWaiting && found.data) setRecord(found.data);
  return {
    record,
    isKnown: !isWaiting || (looks.data !== undefined && !found.isFetching),
    isUnreachable: looks.isError || found.isError,
  };
}

/** A busy workspace has fetches all the time; those from before a token are not the token's. */
function mayHaveCome(scope: FetchScope, lastFetchAt: string | null): boolean {
  if (lastFetchAt === null) return false;
  return scope === 'workspace' || Date.parse(lastFetchAt) >= Date.parse(scope.since);
}

/** Read again whenever there was another fetch; before that, the answer stays the same. */
function firstFetchQuery(scope: FetchScope, lastFetchAt: string | null) {
  return queryOptions({
    queryKey: ['first-fetch', scope, lastFetchAt],
    queryFn: ({ signal }) =>
      oldestFetch(scope === 'workspace' ? {} : { tokenId: scope.tokenId, from: scope.since }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The oldest of the latest fetches that were answered; null where there is none. */
async function oldestFetch(
  filters: { tokenId?: string; from?: string },
  signal: AbortSignal,
): Promise<AuditRecord | null> {
  const query = { action: 'key.value.read', outcome: 'allowed', limit: PAGE_SIZE, ...filters } as const;
  const { items } = await answer(api.GET('/api/audit', { params: { query }, signal }));
  return items.at(-1) ?? null;
}
