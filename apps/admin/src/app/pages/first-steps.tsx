import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { hasBegun, isDismissed } from '../../features/onboarding/visit.js';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { useSession } from '../../shared/queries/session.js';

interface FirstStepsProps {
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onAddKey: () => void;
  readonly onImport: () => void;
  readonly onCreateToken: () => void;
}

const FirstStepsOfWorkspace = lazy(async () => ({
  default: (await import('./first-steps-of-workspace.js')).FirstStepsOfWorkspace,
}));

/** The first steps of a workspace that is not through them; whoever is through does not even load them. */
export function FirstSteps(props: FirstStepsProps) {
  const session = useSession();
  return session && <Gate key={session.tenant.id} {...props} tenantId={session.tenant.id} />;
}

function Gate({ tenantId, keys, ...props }: FirstStepsProps & { readonly tenantId: string }) {
  const [dismissed, setDismissed] = useState(() => isDismissed(tenantId));
  const isFetched = keys.some(({ lastUsedAt }) => lastUsedAt !== null);
  if (dismissed || (isFetched && !hasBegun(tenantId))) return null;
  return (
    <Suspense fallback={<Skeleton height={208} mb={24} radius={10} />}>
      <FirstStepsOfWorkspace
        {...props}
        keys={keys}
        tenantId={tenantId}
        onDismissed={() => setDismissed(true)}
      />
    </Suspense>
  );
}
