import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';

/** Changes that are shown and not made yet. */
export interface WaitingOverrides {
  /** What they make of keys, by the keys' ids. */
  readonly shown: ReadonlyMap<string, Partial<Overrides>>;
  /** What the page said of these keys just before. */
  readonly before: Map<string, Overrides>;
}

/**
 * Takes a change that failed out from under those that wait behind it: the next one of the same key and environment was
 * shown in place of what the failed one showed, and now comes after what that one replaced. Takes what the failed one
 * showed of a key, what the key says without it, and those that wait, in their order. Returns what is to be put back
 * on the page: the environments in which nothing that waits shows something by now.
 */
export function withoutFailed(
  keyId: string,
  shown: Partial<Overrides>,
  said: Overrides,
  waiting: readonly WaitingOverrides[],
): Partial<Overrides> {
  const back: { -readonly [Environment in keyof Overrides]?: Overrides[Environment] } = {};
  for (const environment of ENVIRONMENTS) {
    if (shown[environment] === undefined) continue;
    const next = waiting.find((change) => change.shown.get(keyId)?.[environment] !== undefined);
    const before = next?.before.get(keyId);
    if (!next) back[environment] = said[environment];
    else if (before && before[environment] === shown[environment]) {
      next.before.set(keyId, { ...before, [environment]: said[environment] });
    }
  }
  return back;
}
