import { useRouter, useSearch } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { SignInForm } from '../../features/accounts/sign-in-form.js';
import { nextPage } from '../next-page.js';

/** Signs in, then returns to where one wanted to go. */
export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  return (
    <AccountFrame title="Sign in" intro="Your provider keys, and which of them is live where.">
      <SignInForm onSignedIn={() => router.history.push(nextPage(next) ?? '/keys')} />
    </AccountFrame>
  );
}
