import type { Overrides } from '@ibyok/mode-resolution';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { errorMessage, isProblem, ProblemError, UnreachableError } from '../../../shared/api/problem.js';
import type { Key } from '../../../shared/api/types.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';
import { keysQuery, updateKeys } from '../../../shared/queries/keys.js';
import { keysText } from '../../../text/keys.js';
import type { OverridesChange } from '../overrides-change.js';

/** As many keys as the API changes in one request, all of them or none. */
const CHUNK = 100;

/** A change that was not made, and why. */
export interface FailedChange {
  readonly change: OverridesChange<Key>;
  readonly why: string;
}

/**
 * Changes overrides of keys. What is to be is shown at once; what the server refuses is put back as it was, and
 * is in the answer. Keys of one request change together or not at all.
 */
export function useChangeOverrides() {
  const client = useQueryClient();
  return useMutation({
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'overrides' },
    onMutate: async (changes: readonly OverridesChange<Key>[]) => {
      const wasFetching = client.getQueryState(keysQuery.queryKey)?.fetchStatus === 'fetching';
      await client.cancelQueries({ ...keysQuery, exact: true });
      show(client, changes);
      return { wasFetching };
    },
    mutationFn: async (changes) => {
      const failed: FailedChange[] = [];
      for (const chunk of chunksOf(changes)) failed.push(...(await changeChunk(client, chunk)));
      return failed;
    },
    onError: (_, changes) => putBack(client, changes),
    onSettled: (_, __, ___, context) => {
      // What was on its way was given up for the change, and may have had news of others.
      if (context?.wasFetching) void client.invalidateQueries({ ...keysQuery, exact: true });
    },
  });
}

async function changeChunk(
  client: QueryClient,
  chunk: readonly OverridesChange<Key>[],
): Promise<readonly FailedChange[]> {
  const failed = (changes: readonly OverridesChange<Key>[], why: string): readonly FailedChange[] => {
    putBack(client, changes);
    return changes.map((change) => ({ change, why }));
  };
  try {
    updateKeys(client, await send(chunk));
    return [];
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) throw error;
    // The page believed it allowed: the server was restarted with other guardrails.
    if (isProblem(error, 'guardrail_forbids')) void client.invalidateQueries(guardrailsQuery);
    if (!isProblem(error, 'key_not_found')) return failed(chunk, errorMessage(error));
  }
  // One of them is gone, and so none was changed: the others are tried without it.
  const there = await client.fetchQuery({ ...keysQuery, staleTime: 0 }).catch(() => null);
  const ids = new Set(there?.map(({ id }) => id));
  const left = chunk.filter(({ key }) => ids.has(key.id));
  const gone = chunk.filter(({ key }) => !ids.has(key.id));
  const reports = failed(gone, there ? keysText.bulk.gone : new UnreachableError().message);
  if (left.length === 0 || left.length === chunk.length) {
    return [...reports, ...failed(left, keysText.bulk.gone)];
  }
  show(client, left);
  return [...reports, ...(await changeChunk(client, left))];
}

async function send(chunk: readonly OverridesChange<Key>[]): Promise<readonly Key[]> {
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

/** Changes that one request can make: alike, and not too many. */
function chunksOf(changes: readonly OverridesChange<Key>[]): readonly (readonly OverridesChange<Key>[])[] {
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

function show(client: QueryClient, changes: readonly OverridesChange<Key>[]): void {
  replaceOverrides(client, changes, ({ overrides }) => overrides);
}

function putBack(client: QueryClient, changes: readonly OverridesChange<Key>[]): void {
  replaceOverrides(client, changes, ({ key, overrides }) =>
    Object.fromEntries(
      Object.keys(overrides).map((environment) => [
        environment,
        key.overrides[environment as keyof Overrides],
      ]),
    ),
  );
}

function replaceOverrides(
  client: QueryClient,
  changes: readonly OverridesChange<Key>[],
  become: (change: OverridesChange<Key>) => Partial<Overrides>,
): void {
  const byId = new Map(changes.map((change) => [change.key.id, change]));
  client.setQueryData(keysQuery.queryKey, (keys) =>
    keys?.map((key) => {
      const change = byId.get(key.id);
      return change ? { ...key, overrides: { ...key.overrides, ...become(change) } } : key;
    }),
  );
}
