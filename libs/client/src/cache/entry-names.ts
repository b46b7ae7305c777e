import type { Environment } from '../answers.js';
import type { Destination } from '../settings.js';

/** Which key was asked for, with which token, and where. */
export interface Question extends Destination {
  /** A key's id or slug. */
  readonly reference: string;
  /** Null where the server's own environment counts. */
  readonly environment: Environment | null;
}

/** The name of an access token at a server; tells neither. */
export function tokenName({ api, accessToken }: Destination): Promise<string> {
  return digest(['token', api, accessToken]);
}

/** The name under which it is kept which key in which environment a question led to. */
export function questionName({ api, accessToken, reference, environment }: Question): Promise<string> {
  return digest(['question', api, accessToken, reference, environment ?? '']);
}

/** The name under which the last answer about a key in an environment is kept, however it was asked for. */
export function answerName(
  { api, accessToken }: Destination,
  keyId: string,
  environment: Environment,
): Promise<string> {
  return digest(['answer', api, accessToken, keyId, environment]);
}

/** A SHA-256 in hexadecimal: access tokens are random and too long to be guessed. */
async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(['ibyok', ...parts]));
  const sum = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
