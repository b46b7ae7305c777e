import { answer, api } from '../../../shared/api/client.js';
import type { Session } from '../../../shared/api/types.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; absent until the server asks for one. */
  readonly code?: string;
}

/** Opens a session. Fails with `invalid_credentials`, `code_required`, `code_invalid` or `too_many_attempts`. */
export function signIn(credentials: Credentials): Promise<Session> {
  return answer(api.POST('/api/session', { body: { ...credentials } }));
}
