import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.js';
import type { AuditRecord } from '../api/types.js';
import { changesQuery } from '../queries/changes.js';

/** Milliseconds between two looks: with the two requests behind one, a fetch is noticed within two seconds. */
const INTERVAL = 750;
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
 * Waits for a first fetch: looks more than once a second, while the page is in sight, for as long as none has come. A look is
 * cheap however long the record is; the record itself is only read once something was fetched.
 */
export function useFirstFetch(scope: FetchScope): FirstFetch {
  const [record, setRecord] = useState<AuditRecord | null>(null);
  const isWaiting = record === null;
  const looks = useQuery({
    ...changesQuery,
    refetchInterval: isWaiting ? INTERVAL : false,
    refetchOnWindowFocus: 'always',
  });
  const found = useQuery({
    ...firstFetchQuery(scope, looks.data?.lastFetchAt ?? null),
    enabled: isWaiting && mayHaveCome(scope, looks.data?.lastFetchAt ?? null),
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
    queryFn: () => oldestFetch(scope === 'workspace' ? {} : { tokenId: scope.tokenId, from: scope.since }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The oldest of the latest fetches that were answered; null where there is none. */
async function oldestFetch(filters: { tokenId?: string; from?: string }): Promise<AuditRecord | null> {
  const query = { action: 'key.value.read', outcome: 'allowed', limit: PAGE_SIZE, ...filters } as const;
  const { items } = await answer(api.GET('/api/audit', { params: { query } }));
  return items.at(-1) ?? null;
}
