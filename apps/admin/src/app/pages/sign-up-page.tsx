import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { signUpQuery } from '../../features/accounts/api/sign-up.js';
import { ProviderButtons } from '../../features/accounts/provider-buttons.js';
import { SignUpForm } from '../../features/accounts/sign-up-form.js';
import { errorMessage } from '../../shared/api/problem.js';
import { accountsText } from '../../text/accounts.js';
import { uiText } from '../../text/ui.js';

/** Takes anyone in, with a workspace of their own, where the server is open for that. */
export function SignUpPage() {
  const router = useRouter();
  const signUp = useQuery(signUpQuery);
  if (signUp.data?.open) {
    return (
      <AccountFrame title={accountsText.signUp.title} intro={accountsText.signUp.intro}>
        <SignUpForm onSignedUp={() => router.history.push('/keys')} />
        <ProviderButtons invitationToken={null} />
        <Text size="sm" mt="lg">
          {accountsText.signUp.haveAccount}{' '}
          <Anchor component={Link} to="/sign-in" underline="always">
            {accountsText.signUp.signIn}
          </Anchor>
        </Text>
      </AccountFrame>
    );
  }
  if (signUp.data) {
    return (
      <AccountFrame title={accountsText.signUp.closed} intro={accountsText.signUp.closedIntro}>
        <Text size="sm">
          <Anchor component={Link} to="/sign-in">
            {accountsText.goToSignIn}
          </Anchor>
        </Text>
      </AccountFrame>
    );
  }
  if (signUp.isError) {
    return (
      <AccountFrame title={accountsText.signUp.failed} intro={errorMessage(signUp.error)}>
        <Button variant="default" loading={signUp.isFetching} onClick={() => void signUp.refetch()}>
          {uiText.tryAgain}
        </Button>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title={accountsText.signUp.title} intro={accountsText.signUp.asking}>
      <Stack aria-busy="true">
        <Skeleton height={36} />
        <Skeleton height={36} />
        <Skeleton height={36} />
      </Stack>
    </AccountFrame>
  );
}
