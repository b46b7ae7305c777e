import { useNavigate } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { SetupForm } from '../../features/accounts/setup-form.js';
import { accountsText } from '../../text/accounts.js';

/** The first page of a new server: create the owner. */
export function SetupPage() {
  const navigate = useNavigate();
  return (
    <AccountFrame title={accountsText.setup.title} intro={accountsText.setup.intro}>
      <SetupForm
        onCreated={() => void navigate({ to: '/keys' })}
        onAlreadyDone={() => void navigate({ to: '/sign-in' })}
      />
    </AccountFrame>
  );
}
