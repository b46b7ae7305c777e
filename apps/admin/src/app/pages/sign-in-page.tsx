import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { signUpQuery } from '../../features/accounts/api/sign-up.js';
import { ProviderButtons } from '../../features/accounts/provider-buttons.js';
import { SignInForm } from '../../features/accounts/sign-in-form.js';
import { returnProblem } from '../../shared/provider-return.js';
import { accountsText } from '../../text/accounts.js';
import { nextPage } from '../next-page.js';

/** Signs in, then returns to where one wanted to go. */
export function SignInPage() {
  const { next, problem: code } = useSearch({ from: '/sign-in' });
  const problem = returnProblem(code);
  const router = useRouter();
  const open = useQuery(signUpQuery).data?.open ?? false;
  return (
    <AccountFrame title={accountsText.signIn.title} intro={accountsText.signIn.intro}>
      {problem !== null && (
        <Alert color="red" role="alert" mb="md">
          {problem}
        </Alert>
      )}
      <SignInForm onSignedIn={() => router.history.push(nextPage(next) ?? '/keys')} />
      <ProviderButtons invitationToken={null} />
      {open && (
        <Text size="sm" mt="lg">
          {accountsText.signIn.noAccount}{' '}
          <Anchor component={Link} to="/sign-up" underline="always">
            {accountsText.signIn.signUp}
          </Anchor>
        </Text>
      )}
    </AccountFrame>
  );
}
