import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { SignInProvider } from '../../../shared/api/types.js';

/** The providers by which people may sign in, by the server's configuration. */
export const providersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: async () => (await answer(api.GET('/api/sign-in-providers'))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The provider's page, for this browser; with the invitation that is to be accepted there. */
export async function beginProviderSignIn(
  provider: SignInProvider['id'],
  invitationToken: string | null,
): Promise<string> {
  const body = invitationToken === null ? {} : { invitationToken };
  const begun = await answer(api.POST('/api/sign-in/{provider}', { params: { path: { provider } }, body }));
  return begun.location;
}
