import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import type { QueryClient } from '@tanstack/react-query';
import type { Key } from '../../../shared/api/types.js';
import { keysQuery } from '../../../shared/queries/keys.js';
import { type OverridesChange, only } from '../overrides-intent.js';

/** What keys say, by their id. */
export type SaidBefore = ReadonlyMap<string, Overrides>;

/** What the keys that some changes are of say now, as the page shows it. */
export function saidNow(client: QueryClient, changes: readonly OverridesChange<Key>[]): SaidBefore {
  const ids = new Set(changes.map(({ key }) => key.id));
  const keys = client.getQueryData(keysQuery.queryKey) ?? [];
  return new Map(keys.filter(({ id }) => ids.has(id)).map(({ id, overrides }) => [id, overrides]));
}

/** Shows keys as changes make them, before the server has. */
export function showChanged(client: QueryClient, changes: readonly OverridesChange<Key>[]): void {
  replaceOverrides(client, changes, (_, { overrides }) => overrides);
}

/** Shows keys as they were just before changes that were not made; what is shown otherwise since stays. */
export function putBack(
  client: QueryClient,
  changes: readonly OverridesChange<Key>[],
  before: SaidBefore,
): void {
  replaceOverrides(client, changes, (now, { key, overrides }) => {
    const said = before.get(key.id);
    if (!said) return {};
    const shown = ENVIRONMENTS.filter((environment) => overrides[environment] === now[environment]);
    return only(said, Object.fromEntries(shown.map((environment) => [environment, now[environment]])));
  });
}

function replaceOverrides(
  client: QueryClient,
  changes: readonly OverridesChange<Key>[],
  become: (now: Overrides, change: OverridesChange<Key>) => Partial<Overrides>,
): void {
  const byId = new Map(changes.map((change) => [change.key.id, change]));
  client.setQueryData(keysQuery.queryKey, (keys) =>
    keys?.map((key) => {
      const change = byId.get(key.id);
      if (!change) return key;
      return { ...key, overrides: { ...key.overrides, ...become(key.overrides, change) } };
    }),
  );
}
