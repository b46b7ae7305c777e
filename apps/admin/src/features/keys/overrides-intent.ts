import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';

/** The parts of a key that a change of its overrides depends on. */
export interface Overriding {
  readonly id: string;
  readonly name: string;
  readonly overrides: Overrides;
}

/** What somebody wants one key to say, whatever it says by now; environments that are absent stay. */
export interface OverridesWish {
  readonly keyId: string;
  readonly name: string;
  readonly overrides: Partial<Overrides>;
  /** What the key still has to say for this to be wanted: an undo writes over nobody else’s change. */
  readonly onlyWhile?: Partial<Overrides>;
}

/** A wish as it changes a key of one moment: only the environments in which the key says something else. */
export interface OverridesChange<Key extends Overriding = Overriding> {
  readonly key: Key;
  readonly overrides: Partial<Overrides>;
  readonly onlyWhile?: Partial<Overrides>;
}

/** What wishes come to among the keys of one moment. */
export interface MetWishes<Key extends Overriding> {
  readonly changes: readonly OverridesChange<Key>[];
  /** Those that are no longer wanted: the key says something else since. */
  readonly leftAlone: readonly OverridesWish[];
  /** Those that were only wanted of a key as it was, and the key is gone. */
  readonly gone: readonly OverridesWish[];
}

/** The environments in which two sets of overrides differ, with what they become. */
export function changedOverrides(before: Overrides, after: Overrides): Partial<Overrides> {
  return Object.fromEntries(
    ENVIRONMENTS.filter((environment) => before[environment] !== after[environment]).map((environment) => [
      environment,
      after[environment],
    ]),
  );
}

/** Whether overrides say all of this. */
export function saysStill(overrides: Overrides, expected: Partial<Overrides>): boolean {
  return ENVIRONMENTS.every(
    (environment) => expected[environment] === undefined || expected[environment] === overrides[environment],
  );
}

/** What wishes come to among these keys. A key that says so already, or that is gone, is not changed. */
export function meetWishes<Key extends Overriding>(
  wishes: readonly OverridesWish[],
  keys: readonly Key[],
): MetWishes<Key> {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const changes: OverridesChange<Key>[] = [];
  const leftAlone: OverridesWish[] = [];
  const gone: OverridesWish[] = [];
  for (const wish of wishes) {
    const key = byId.get(wish.keyId);
    const { onlyWhile } = wish;
    if (!key) {
      if (onlyWhile) gone.push(wish);
    } else if (onlyWhile && !saysStill(key.overrides, onlyWhile)) leftAlone.push(wish);
    else {
      const overrides = changedOverrides(key.overrides, { ...key.overrides, ...wish.overrides });
      if (Object.keys(overrides).length > 0)
        changes.push({ key, overrides, ...(onlyWhile && { onlyWhile }) });
    }
  }
  return { changes, leftAlone, gone };
}

/** What puts keys back to what they said just before some changes, where they still say what those made of them. */
export function undoOf(
  done: readonly OverridesChange[],
  before: ReadonlyMap<string, Overrides>,
): readonly OverridesWish[] {
  return done.flatMap(({ key: { id, name }, overrides }) => {
    const said = before.get(id);
    if (!said) return [];
    return [{ keyId: id, name, overrides: only(said, overrides), onlyWhile: overrides }];
  });
}

/** Overrides in the environments that `like` names. */
export function only(overrides: Overrides, like: Partial<Overrides>): Partial<Overrides> {
  return Object.fromEntries(
    ENVIRONMENTS.filter((environment) => like[environment] !== undefined).map((environment) => [
      environment,
      overrides[environment],
    ]),
  );
}
