import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { Session } from '../../../shared/api/types.js';

/** Whether anyone may create a workspace of their own here, by the server's configuration. */
export const signUpQuery = queryOptions({
  queryKey: ['sign-up'],
  queryFn: ({ signal }) => answer(api.GET('/api/signup', { signal })),
});

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly tenantName: string;
}

/** Creates an account that owns a new workspace. Fails with `email_taken` or `signup_closed`. */
export function signUp(account: NewAccount): Promise<Session> {
  return answer(api.POST('/api/signup', { body: { ...account } }));
}
