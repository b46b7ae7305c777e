import { Alert } from '@mantine/core';
import { useRouter, useSearch } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { ProviderButtons } from '../../features/accounts/provider-buttons.js';
import { SignInForm } from '../../features/accounts/sign-in-form.js';
import { returnProblem } from '../../shared/provider-return.js';
import { nextPage } from '../next-page.js';

/** Signs in, then returns to where one wanted to go. */
export function SignInPage() {
  const { next, problem: code } = useSearch({ from: '/sign-in' });
  const problem = returnProblem(code);
  const router = useRouter();
  return (
    <AccountFrame title="Sign in" intro="Your provider keys, and which of them is live where.">
      {problem !== null && (
        <Alert color="red" role="alert" mb="md">
          {problem}
        </Alert>
      )}
      <SignInForm onSignedIn={() => router.history.push(nextPage(next) ?? '/keys')} />
      <ProviderButtons invitationToken={null} />
    </AccountFrame>
  );
}
