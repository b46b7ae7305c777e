import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { signUpQuery } from '../../features/accounts/api/sign-up.js';
import { ProviderButtons } from '../../features/accounts/provider-buttons.js';
import { SignUpForm } from '../../features/accounts/sign-up-form.js';
import { errorMessage } from '../../shared/api/problem.js';

/** Takes anyone in, with a workspace of their own, where the server is open for that. */
export function SignUpPage() {
  const router = useRouter();
  const signUp = useQuery(signUpQuery);
  if (signUp.data?.open) {
    return (
      <AccountFrame
        title="Sign up"
        intro="You get a workspace of your own. To join somebody else’s, open the invitation you were sent."
      >
        <SignUpForm onSignedUp={() => router.history.push('/keys')} />
        <ProviderButtons invitationToken={null} />
        <Text size="sm" mt="lg">
          Have an account?{' '}
          <Anchor component={Link} to="/sign-in">
            Sign in
          </Anchor>
        </Text>
      </AccountFrame>
    );
  }
  if (signUp.data) {
    return (
      <AccountFrame
        title="Sign-up is closed"
        intro="This server takes people in by invitation. Ask an owner or admin of a workspace for one."
      >
        <Text size="sm">
          <Anchor component={Link} to="/sign-in">
            Go to the sign-in
          </Anchor>
        </Text>
      </AccountFrame>
    );
  }
  if (signUp.isError) {
    return (
      <AccountFrame title="Sign-up could not be looked up" intro={errorMessage(signUp.error)}>
        <Button variant="default" loading={signUp.isFetching} onClick={() => void signUp.refetch()}>
          Try again
        </Button>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="Sign up" intro="Asking whether this server is open …">
      <Stack aria-busy="true">
        <Skeleton height={36} />
        <Skeleton height={36} />
        <Skeleton height={36} />
      </Stack>
    </AccountFrame>
  );
}
