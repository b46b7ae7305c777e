import { Secret } from './secret.js';

export const MASTER_KEY_BYTES = 32;

/** Reads base64 master keys, newest first, separated by commas; null where one is not 32 bytes. */
export function parseMasterKeys(text: string): readonly Secret[] | null {
  const keys = text.split(',').map((part) => decode(part.trim()));
  const complete = keys.filter((key) => key !== null);
  return complete.length === keys.length ? complete : null;
}

function decode(base64: string): Secret | null {
  const bytes = Buffer.from(base64, 'base64');
  // Buffer ignores what is not base64, so only a text that encodes back to itself was base64.
  const exact = bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  return exact && bytes.length === MASTER_KEY_BYTES ? new Secret(bytes) : null;
}
