/** The only format so far: AES-256-GCM envelope, as seal() writes it. */
export const SEALED_FORMAT = 1;

/** What a sealed value belongs to. A row moved to another place does not open. */
export interface SealBinding {
  readonly tenantId: string;
  readonly keyId: string;
  readonly version: number;
}

/** A provider key's value as it is stored: nothing in it is readable without the master key. */
export interface SealedValue {
  readonly format: number;
  /** Which master key wraps the data key; a fingerprint, not the key. */
  readonly masterKeyId: string;
  /** nonce (12 bytes), encrypted data key (32), tag (16). */
  readonly wrappedDataKey: Buffer;
  /** nonce (12 bytes), encrypted value, tag (16). */
  readonly sealedValue: Buffer;
}
