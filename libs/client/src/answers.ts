import type { components } from './schema.generated.js';

type Schemas = components['schemas'];

export type Environment = Schemas['ModeInfoView']['environment'];
export type Mode = Schemas['ModeInfoView']['effectiveMode'];
export type ModeSource = Schemas['ModeInfoView']['source'];

/** Which mode a key has in an environment, and which of the three ideas decided. */
export interface ModeInfo {
  readonly environment: Environment;
  readonly effectiveMode: Mode;
  readonly source: ModeSource;
  /** True where the server could not be reached and its last answer was taken from the cache; else absent. */
  readonly stale?: true;
  /** When the server gave a stale answer, RFC 3339 in UTC; else absent. */
  readonly answeredAt?: string;
}

/** The answer to a fetch. */
export interface Key extends Readonly<Omit<Schemas['KeyValue'], 'modeInfo'>> {
  readonly modeInfo: ModeInfo;
}

export type TraceEntry = Readonly<Schemas['TraceEntryView']>;

/** A key's mode with every rule of the decision, never a value. */
export interface KeyMode {
  readonly keyId: string;
  readonly modeInfo: ModeInfo;
  readonly trace: readonly TraceEntry[];
}

/** A key that the access token may read, without its value. */
export interface ReadableKey extends Readonly<Omit<Schemas['ReadableKey'], 'modeInfo'>> {
  readonly modeInfo: ModeInfo;
}

/** What an access token is, and what it may do. */
export type WhoAmI = Readonly<Schemas['Whoami']>;

/** A key to be stored. */
export type NewKey = Readonly<Schemas['NewKey']>;

/** A key that was stored. */
export type StoredKey = Readonly<Schemas['WrittenKey']>;

/** A key's new version. */
export type KeyVersion = Readonly<Schemas['WrittenVersion']>;
