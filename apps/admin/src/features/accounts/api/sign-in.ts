import { answer, api } from '../../../shared/api/client.js';
import type { Session } from '../../../shared/api/types.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Opens a session. Fails with `invalid_credentials` or `too_many_attempts`. */
export function signIn(credentials: Credentials): Promise<Session> {
  return answer(api.POST('/api/session', { body: { ...credentials } }));
}
