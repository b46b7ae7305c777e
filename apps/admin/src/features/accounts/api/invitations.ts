import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { OfferedInvitation, Session } from '../../../shared/api/types.js';

/** What an invitation's token invites to. Fails with `invitation_not_found`. */
export function offeredInvitationQuery(invitationToken: string) {
  return queryOptions({
    // Not by its token, which opens a workspace: a page holds one invitation.
    queryKey: ['offered-invitation'],
    queryFn: (): Promise<OfferedInvitation> =>
      answer(api.POST('/api/invitations/look-up', { body: { invitationToken } })),
    staleTime: 0,
    gcTime: 0,
  });
}

export interface Acceptance {
  readonly invitationToken: string;
  readonly password: string;
  readonly code?: string;
}

/** Joins the workspace. Fails as a sign-in does, and with `invitation_not_found`. */
export function acceptInvitation(acceptance: Acceptance): Promise<Session> {
  return answer(api.POST('/api/invitations/accept', { body: { ...acceptance } }));
}
