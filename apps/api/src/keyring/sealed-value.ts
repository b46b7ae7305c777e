/** The only format so far: AES-256-GCM envelope, as seal() writes it. */
export const SEALED_FORMAT = 1;

/** The version of a key that a provider key's value belongs to. */
export interface KeyVersionBinding {
  readonly tenantId: string;
  readonly keyId: string;
  readonly version: number;
}

/** The account that a secret for one-time codes belongs to. */
export interface AccountBinding {
  readonly accountId: string;
}

/** What a sealed value belongs to. A row moved to another place does not open. */
export type SealBinding = KeyVersionBinding | AccountBinding;

/** A provider key's value, or an account's secret, as it is stored: nothing in it is readable without the master key. */
export interface SealedValue {
  readonly format: number;
  /** Which master key wraps the data key; a fingerprint, not the key. */
  readonly masterKeyId: string;
  /** nonce (12 bytes), encrypted data key (32), tag (16). */
  readonly wrappedDataKey: Buffer;
  /** nonce (12 bytes), encrypted value, tag (16). */
  readonly sealedValue: Buffer;
}
