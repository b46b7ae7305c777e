import { answer, api } from '../../../shared/api/client.js';
import type { SignInProvider } from '../../../shared/api/types.js';

/** The provider's page, for this browser; with the invitation that is to be accepted there. */
export async function beginProviderSignIn(
  provider: SignInProvider['id'],
  invitationToken: string | null,
): Promise<string> {
  const body = invitationToken === null ? {} : { invitationToken };
  const begun = await answer(api.POST('/api/sign-in/{provider}', { params: { path: { provider } }, body }));
  return begun.location;
}
