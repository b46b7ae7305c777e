import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { onCleanup } from './cleanup.js';
import type { Variables } from './server-process.js';

/** A stand-in for AWS KMS on loopback that really encrypts, and refuses as KMS does. */
export interface FakeKms {
  readonly keyArn: string;
  /** The variables of a server that uses it. */
  readonly variables: Variables;
  /** What was asked of it, in order. */
  readonly asked: readonly string[];
  /** Refuses everything from then on, as KMS does whoever lost the permission; or no longer. */
  refuse(refusing: boolean): undefined;
}

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

interface KmsRequest {
  readonly KeyId?: string;
  readonly NumberOfBytes?: number;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

class KmsRefusal extends Error {
  constructor(readonly type: string) {
    super(type);
  }
}

/** Starts one with a key of its own; the protocol is AWS JSON 1.1 (AWS KMS API Reference). */
export async function startFakeKms(): Promise<FakeKms> {
  const key = randomBytes(32);
  const keyArn = `arn:aws:kms:eu-central-1:111122223333:key/${randomBytes(8).toString('hex')}`;
  const asked: string[] = [];
  let refusing = false;

  const answer = (target: string, request: KmsRequest): object => {
    if (refusing) throw new KmsRefusal('AccessDeniedException');
    if (request.KeyId !== undefined && request.KeyId !== keyArn) throw new KmsRefusal('NotFoundException');
    const context = Buffer.from(JSON.stringify(Object.entries(request.EncryptionContext ?? {}).sort()));
    if (target === 'TrentService.GenerateDataKey') {
      const plaintext = randomBytes(request.NumberOfBytes ?? 0);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
      const blob = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
      return {
        KeyId: keyArn,
        Plaintext: plaintext.toString('base64'),
        CiphertextBlob: blob.toString('base64'),
      };
    }
    if (target === 'TrentService.Decrypt') {
      const blob = Buffer.from(request.CiphertextBlob ?? '', 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, NONCE_BYTES)).setAAD(context);
        decipher.setAuthTag(blob.subarray(-TAG_BYTES));
        const plaintext = Buffer.concat([
          decipher.update(blob.subarray(NONCE_BYTES, -TAG_BYTES)),
          decipher.final(),
        ]);
        return { KeyId: keyArn, Plaintext: plaintext.toString('base64') };
      } catch {
        throw new KmsRefusal('InvalidCiphertextException');
      }
    }
    throw new KmsRefusal('UnknownOperationException');
  };

  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    asked.push(target.replace('TrentService.', ''));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    try {
      const signed = /^AWS4-HMAC-SHA256 Credential=test-access-key\//.test(
        request.headers.authorization ?? '',
      );
      if (!signed) throw new KmsRefusal('IncompleteSignatureException');
      response.end(JSON.stringify(answer(target, JSON.parse(await textOf(request)) as KmsRequest)));
    } catch (error) {
      const type = error instanceof KmsRefusal ? error.type : 'KMSInternalException';
      response.writeHead(400).end(JSON.stringify({ __type: type, message: `secret detail of ${type}` }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    keyArn,
    asked,
    refuse: (now) => {
      refusing = now;
      return undefined;
    },
    variables: {
      IBYOK_KMS: `aws:${keyArn}`,
      IBYOK_MASTER_KEY: undefined,
      AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test-access-key',
      AWS_SECRET_ACCESS_KEY: 'test-secret-key',
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
