import { useNavigate } from '@tanstack/react-router';
import { AccountFrame } from '../../features/accounts/account-frame.js';
import { SetupForm } from '../../features/accounts/setup-form.js';

/** The first page of a new server: create the owner. */
export function SetupPage() {
  const navigate = useNavigate();
  return (
    <AccountFrame
      title="Set up IBYOK"
      intro="Create your workspace and its owner. You only do this once on a new server."
    >
      <SetupForm
        onCreated={() => void navigate({ to: '/keys' })}
        onAlreadyDone={() => void navigate({ to: '/sign-in' })}
      />
    </AccountFrame>
  );
}
