import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import type { QueryClient } from '@tanstack/react-query';
import type { Key } from '../../../shared/api/types.js';
import { keysQuery } from '../../../shared/queries/keys.js';
import type { OverridesChange } from '../overrides-intent.js';
import { type WaitingOverrides, withoutFailed } from '../waiting-overrides.js';

/** Changes that somebody made at once. */
export type Changes = readonly OverridesChange<Key>[];
/** What keys say, by their id. */
export type Said = ReadonlyMap<string, Overrides>;

const NOTHING: Said = new Map();

/** The changes that the page shows before the server has made them, in the order in which they are made. */
export class ShownOverrides {
  readonly #client: QueryClient;
  readonly #waiting = new Map<Changes, WaitingOverrides>();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Shows keys as changes make them. */
  show(changes: Changes): void {
    const shown = new Map(changes.map(({ key, overrides }) => [key.id, overrides]));
    const keys = this.#client.getQueryData(keysQuery.queryKey) ?? [];
    const before = new Map(
      keys.filter(({ id }) => shown.has(id)).map(({ id, overrides }) => [id, overrides]),
    );
    this.#waiting.set(changes, { shown, before });
    this.#replace(shown, (_, become) => become);
  }

  /** What keys said just before changes were shown. */
  before(changes: Changes): Said {
    return this.#waiting.get(changes)?.before ?? NOTHING;
  }

  /**
   * Shows keys without those of some changes that failed: as they were just before, or as the server `said`. What is
   * shown otherwise since stays.
   */
  putBack(changes: Changes, failed: Changes, said: Said = this.before(changes)): void {
    const behind = [...this.#waiting].flatMap(([other, waits]) => (other === changes ? [] : [waits]));
    const back = new Map<string, Partial<Overrides>>();
    for (const { key, overrides } of failed) {
      const was = said.get(key.id);
      if (was) back.set(key.id, withoutFailed(key.id, overrides, was, behind));
    }
    const shown = this.#waiting.get(changes)?.shown ?? NOTHING;
    this.#replace(back, (now, become, id) => {
      const stillShown = ENVIRONMENTS.filter(
        (environment) =>
          become[environment] !== undefined && shown.get(id)?.[environment] === now[environment],
      );
      return Object.fromEntries(stillShown.map((environment) => [environment, become[environment]]));
    });
  }

  /** Changes are made, or have failed, as a whole. */
  settle(changes: Changes): void {
    this.#waiting.delete(changes);
  }

  #replace(
    byId: ReadonlyMap<string, Partial<Overrides>>,
    decide: (now: Overrides, become: Partial<Overrides>, id: string) => Partial<Overrides>,
  ): void {
    this.#client.setQueryData(keysQuery.queryKey, (keys) =>
      keys?.map((key) => {
        const become = byId.get(key.id);
        if (!become) return key;
        return { ...key, overrides: { ...key.overrides, ...decide(key.overrides, become, key.id) } };
      }),
    );
  }
}
