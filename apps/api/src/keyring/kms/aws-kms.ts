import type { KmsConfig } from '../../config/kms.js';
import { KmsError } from './kms-error.js';

const MASTER_KEY_BYTES = 32;
/** Milliseconds, for one of at most three requests. */
const REQUEST_TIMEOUT = 5_000;
/** Authenticated by KMS, and shown in its log of uses (AWS KMS Developer Guide, Encryption context). */
const ENCRYPTION_CONTEXT = { application: 'ibyok', purpose: 'master key' };

/** A key's bytes, and the form in which only KMS can open them again. */
export interface WrappedKey {
  readonly bytes: Buffer;
  readonly wrapped: Buffer;
}

/** What is asked of a key management service: twice in the life of a master key, and once a start. */
export interface Kms {
  /** 32 new random bytes, in clear and wrapped. */
  generate(): Promise<WrappedKey>;
  /** Opens what generate() wrapped. */
  unwrap(wrapped: Buffer): Promise<Buffer>;
}

/** AWS KMS, with the credentials that the AWS SDK finds; AWS_ENDPOINT_URL_KMS names another address of it. */
export async function connectAwsKms({ keyArn: KeyId, region }: KmsConfig): Promise<Kms> {
  // Only where it is configured: bringing it in would slow every other start down.
  const { DecryptCommand, GenerateDataKeyCommand, KMSClient } = await import('@aws-sdk/client-kms');
  const client = new KMSClient({
    region,
    maxAttempts: 3,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT },
  });
  const EncryptionContext = ENCRYPTION_CONTEXT;
  return {
    generate: () =>
      asking(async () => {
        const command = new GenerateDataKeyCommand({
          KeyId,
          NumberOfBytes: MASTER_KEY_BYTES,
          EncryptionContext,
        });
        const { Plaintext, CiphertextBlob } = await client.send(command);
        // Without it nothing that is sealed under the key would open after this start.
        if (!CiphertextBlob?.length) throw new KmsError('AWS KMS did not answer with the wrapped key.');
        return { bytes: keyFrom(Plaintext), wrapped: Buffer.from(CiphertextBlob) };
      }),
    unwrap: (wrapped) =>
      asking(async () => {
        const command = new DecryptCommand({ KeyId, CiphertextBlob: wrapped, EncryptionContext });
        const { Plaintext } = await client.send(command);
        return keyFrom(Plaintext);
      }),
  };
}

function keyFrom(plaintext: Uint8Array | undefined): Buffer {
  if (plaintext?.length === MASTER_KEY_BYTES) return Buffer.from(plaintext);
  throw new KmsError('AWS KMS did not answer with a key of 32 bytes.');
}

/** The name of an error says what is wrong; its message could hold more than a console should. */
async function asking<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KmsError) throw error;
    const { name, code } = error as { name?: string; code?: string };
    throw new KmsError(
      `AWS KMS cannot be used with the key that IBYOK_KMS names: ${code ?? name ?? 'unknown error'}. ` +
        'Check the ARN, the credentials, and that they allow kms:GenerateDataKey and kms:Decrypt.',
    );
  }
}
