import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { offeredInvitationQuery } from '../../features/accounts/api/invitations.js';
import { InvitationForm } from '../../features/accounts/invitation-form.js';
import { takeInvitationToken } from '../../features/accounts/invitation-token.js';
import { ProviderButtons } from '../../features/accounts/provider-buttons.js';
import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { accountsText } from '../../text/accounts.js';
import { rolesText } from '../../text/roles.js';

/** Where an invitation's link leads. */
export function InvitationPage() {
  const router = useRouter();
  const [invitationToken] = useState(takeInvitationToken);
  const offered = useQuery({ ...offeredInvitationQuery(invitationToken), retry: false });
  if (offered.data) {
    const { tenantName, role } = offered.data;
    return (
      <AccountFrame
        title={accountsText.invitation.join(tenantName)}
        intro={accountsText.invitation.intro(rolesText.names[role])}
      >
        <InvitationForm
          invitation={offered.data}
          invitationToken={invitationToken}
          onJoined={() => router.history.push('/keys')}
        />
        <ProviderButtons invitationToken={invitationToken} />
      </AccountFrame>
    );
  }
  if (!offered.isError) {
    return (
      <AccountFrame title={accountsText.invitation.title} intro={accountsText.invitation.lookingUp}>
        <Stack aria-busy="true">
          <Skeleton height={36} />
          <Skeleton height={36} />
        </Stack>
      </AccountFrame>
    );
  }
  const gone = isProblem(offered.error, 'invitation_not_found');
  return (
    <AccountFrame
      title={gone ? accountsText.invitation.gone : accountsText.invitation.failed}
      intro={gone ? accountsText.invitation.goneIntro : errorMessage(offered.error)}
    >
      <Text size="sm">
        <Anchor component={Link} to="/sign-in">
          {accountsText.goToSignIn}
        </Anchor>
      </Text>
    </AccountFrame>
  );
}
