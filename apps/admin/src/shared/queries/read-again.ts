import type { Query, QueryClient } from '@tanstack/react-query';

/** Reads that wait for their turn, so that many changes during one read are followed by one more. */
const waiting = new WeakMap<Query, Promise<void>>();

/**
 * Reads what changed again; ends when that is done. What is shown is read once nothing is being saved and what is being
 * read of it has come to its end: given up for every change, a long list would never arrive on a slow network, and
 * what was asked before the change may not know of it. What is not shown is read when it is shown again.
 */
export async function readAgain(client: QueryClient, which: (query: Query) => boolean): Promise<void> {
  const queries = client.getQueryCache().findAll({ predicate: which });
  await Promise.all(queries.map((query) => waiting.get(query) ?? waitAndRead(client, query)));
}

function waitAndRead(client: QueryClient, query: Query): Promise<void> {
  const done = whenQuiet(client, query).then(() => {
    waiting.delete(query);
    return client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
  });
  waiting.set(query, done);
  return done;
}

/** Waits until a query is not being read, and nothing is being saved that an answer from before could take back. */
function whenQuiet(client: QueryClient, query: Query): Promise<void> {
  const cache = client.getQueryCache();
  const isRead = () => query.state.fetchStatus !== 'idle' && cache.get(query.queryHash) === query;
  return new Promise((resolve) => {
    const look = () => {
      if (isRead() || client.isMutating() > 0) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [cache.subscribe(look), client.getMutationCache().subscribe(look)];
    look();
  });
}
