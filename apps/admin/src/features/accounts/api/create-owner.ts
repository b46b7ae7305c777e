import { answer, api } from '../../../shared/api/client.js';
import type { Session } from '../../../shared/api/types.js';

export interface NewOwner {
  readonly setupToken: string;
  readonly email: string;
  readonly password: string;
  readonly tenantName: string;
}

/** Creates the first owner and their workspace. Fails with `setup_token_invalid` or `setup_done`. */
export function createOwner(owner: NewOwner): Promise<Session> {
  return answer(api.POST('/api/setup', { body: { ...owner } }));
}
