/** Who fetched a key: one token, version, environment and mode, as `GET /api/keys/{id}/readers` answers it. */
export interface Reader {
  readonly tokenId: string;
  /** Absent where the token is not there any more. */
  readonly tokenName?: string;
  readonly tokenRevoked: boolean;
  /** 0 where the record does not say. */
  readonly version: number;
  readonly environment: string;
  readonly effectiveMode: string;
  /** RFC 3339. */
  readonly lastAt: string;
}

/** A version in a key's history. */
export interface StoredVersion {
  readonly version: number;
  readonly restoredFrom?: number;
}

/** A token in one environment whose latest fetch was answered with some value. */
export interface Holder {
  readonly tokenId: string;
  readonly tokenName: string | null;
  readonly environment: string;
  /** When it was given the value, RFC 3339. */
  readonly lastAt: string;
}

/** What can be said of the value of an old version. */
export type OldValue =
  /** The current version brought this very value back. */
  | { readonly state: 'current_again' }
  /** No application was ever given it. */
  | { readonly state: 'never_given' }
  /** Somebody was given it and has not fetched since; newest first. */
  | { readonly state: 'held'; readonly holders: readonly Holder[] }
  /** Whoever was given it has fetched since, but for tokens that were revoked. */
  | { readonly state: 'let_go'; readonly revoked: readonly Holder[] };

/**
 * Whether the value of an old version may be revoked at the provider.
 *
 * IBYOK always hands out the current version. So an application can use an old value only if it fetched before the
 * rotation and has not fetched since: its latest fetch tells what it has. Hence the rule: a token, in one environment,
 * holds the value that its latest fetch there was answered with.
 *
 * - Environments count apart: a token that serves two deployments has to come back in each.
 * - A mock is no value, so a mock fetch gives none; but whoever fetched a mock last has been told to use that, and holds
 *   no old value any more.
 * - Values count, not numbers: a restored version is an old value, and revoking that at the provider would break what
 *   is current. `restoredFrom` leads back to the version that first had it.
 * - A revoked token holds what it was given, too, but was meant to lose it: it does not keep the value from being
 *   revoked, and is named.
 * - Where times are equal, or a record does not say which version it gave, the token counts as holding.
 *
 * What it cannot see: several processes that share a token and keep the value. One that came back makes the token
 * look as if all had.
 *
 * Takes an old version, the key's whole history and all of its readers.
 */
export function oldValueOf(
  version: number,
  history: readonly StoredVersion[],
  readers: readonly Reader[],
): OldValue {
  const originOf = originIn(history);
  const current = Math.max(...history.map((stored) => stored.version));
  if (originOf(version) === originOf(current)) return { state: 'current_again' };
  const isOfValue = (reader: Reader): boolean =>
    reader.effectiveMode === 'live' &&
    (reader.version === 0 || originOf(reader.version) === originOf(version));
  if (!readers.some(isOfValue)) return { state: 'never_given' };
  const holding = latestOfEach(readers)
    .filter(isOfValue)
    .sort((one, other) => Date.parse(other.lastAt) - Date.parse(one.lastAt));
  const holders = holding.filter(({ tokenRevoked }) => !tokenRevoked).map(toHolder);
  if (holders.length > 0) return { state: 'held', holders };
  return { state: 'let_go', revoked: holding.map(toHolder) };
}

/** Finds the version that first had a version's value. */
function originIn(history: readonly StoredVersion[]): (version: number) => number {
  const restored = new Map(history.map(({ version, restoredFrom }) => [version, restoredFrom]));
  const origin = (version: number): number => {
    const from = restored.get(version);
    return from !== undefined && from < version ? origin(from) : version;
  };
  return origin;
}

/** Of each token in each environment what it fetched last; all of what it fetched at the same moment. */
function latestOfEach(readers: readonly Reader[]): readonly Reader[] {
  const placeOf = ({ tokenId, environment }: Reader): string => `${tokenId} ${environment}`;
  const latest = new Map<string, number>();
  for (const reader of readers) {
    const at = Date.parse(reader.lastAt);
    latest.set(placeOf(reader), Math.max(at, latest.get(placeOf(reader)) ?? at));
  }
  return readers.filter((reader) => Date.parse(reader.lastAt) === latest.get(placeOf(reader)));
}

function toHolder({ tokenId, tokenName, environment, lastAt }: Reader): Holder {
  return { tokenId, tokenName: tokenName ?? null, environment, lastAt };
}
