import type { Environment, Mode, Override } from '@ibyok/mode-resolution';
import type { SealedValue } from '../keyring/sealed-value.js';

/** What a fetch asks for, as far as the database needs to know. */
export interface FetchQuestion {
  /** Well-formed; the database is asked for its hash. */
  readonly accessToken: string;
  /** The key's id or slug; null where only the token is asked for. */
  readonly keyReference: string | null;
  readonly environment: Environment;
}

/** An access token that counted at the moment the facts were read. */
export interface TokenFacts {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly scopes: readonly string[];
  readonly environments: readonly string[];
  /** The keys it may read; null: all of the tenant's. */
  readonly keyIds: readonly string[] | null;
  /** Ranges of addresses it counts from, in CIDR; null: from everywhere. */
  readonly addressRanges: readonly string[] | null;
}

/** A key with what decides its mode, all from the same moment. */
export interface KeyFacts {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly llmType: string;
  readonly version: number;
  readonly override: Override;
  readonly sealed: SealedValue;
}

/** Everything one fetch depends on, from one snapshot. */
export interface FetchFacts {
  readonly token: TokenFacts;
  readonly environment: Environment;
  /** The tenant's default for that environment. */
  readonly environmentDefault: Mode;
  /** Null where the tenant has no such key. */
  readonly key: KeyFacts | null;
  /** The database's hash of all of this: it tells whether anything of it has changed since. */
  readonly fingerprint: Buffer;
}
