import type { Secret } from '../../config/secret.js';
import { Secret as SecretBytes } from '../../config/secret.js';
import { masterKeyFrom } from '../master-key.js';
import type { Kms } from './aws-kms.js';
import { KmsError } from './kms-error.js';

/** Runs one statement as the owner of the tables, always on the same connection. */
export type OwnerQuery = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

interface StoredKey {
  readonly id: string;
  readonly wrapped: Buffer;
}

const LOCK = `hashtext('ibyok kms master key')`;

/**
 * The master keys that a key management service keeps under one of its keys (`root`), newest first. The first
 * is made where there is none; servers that start at once agree on one. Throws KmsError.
 */
export async function kmsMasterKeys(query: OwnerQuery, kms: Kms, root: string): Promise<readonly Secret[]> {
  await query(`SELECT pg_advisory_lock(${LOCK})`);
  try {
    const stored = await query<StoredKey>(
      'SELECT id, wrapped_key AS wrapped FROM master_key WHERE root = $1 ORDER BY first_seen_at DESC, id',
      [root],
    );
    if (stored.length === 0) return [await makeKey(query, kms, root)];
    const keys: Secret[] = [];
    for (const one of stored) keys.push(await openKey(kms, one));
    return keys;
  } finally {
    await query(`SELECT pg_advisory_unlock(${LOCK})`);
  }
}

/** Makes a further master key, which is the newest from then on; returns its id. */
export async function addKmsMasterKey(query: OwnerQuery, kms: Kms, root: string): Promise<string> {
  return masterKeyFrom((await makeKey(query, kms, root)).reveal()).id;
}

async function makeKey(query: OwnerQuery, kms: Kms, root: string): Promise<Secret> {
  const { bytes, wrapped } = await kms.generate();
  const { id } = masterKeyFrom(bytes);
  await query('INSERT INTO master_key (id, root, wrapped_key) VALUES ($1, $2, $3)', [id, root, wrapped]);
  return new SecretBytes(bytes);
}

async function openKey(kms: Kms, { id, wrapped }: StoredKey): Promise<Secret> {
  const bytes = await kms.unwrap(wrapped);
  if (masterKeyFrom(bytes).id === id) return new SecretBytes(bytes);
  throw new KmsError(`The master key ${id} is not the one that was stored: its row was changed.`);
}
