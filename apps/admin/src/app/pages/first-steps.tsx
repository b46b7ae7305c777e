import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { hasBegun, isDismissed } from '../../features/onboarding/visit.js';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { changesQuery } from '../../shared/queries/changes.js';
import { useSession } from '../../shared/queries/session.js';

interface FirstStepsProps {
  /** All of them, or the first ones while the others arrive. */
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onAddKey: () => void;
  readonly onImport: () => void;
  readonly onCreateToken: () => void;
}

/** Its code; a lazy component would be late, and flash what stands in for it. */
const codeQuery = queryOptions({
  queryKey: ['first-steps-code'],
  queryFn: async () => (await import('./first-steps-of-workspace.js')).FirstStepsOfWorkspace,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Milliseconds for which the page waits for them, once the rest of it could be shown. */
const LONGEST_WAIT = 1_000;

/**
 * Whether the rest of the page may be shown: all is there that the first steps are made of, or known that there are
 * none. They stand above everything else, and would push it down if they came after it; still, nobody waits for them
 * for long. Takes whether the rest could be shown. Once true, it stays.
 */
export function useFirstStepsAreKnown(isReady: boolean): boolean {
  const tenantId = useSession()?.tenant.id;
  const { isNew, isPending } = useIsNew();
  const wanted = tenantId !== undefined && !isDismissed(tenantId) && (isNew || hasBegun(tenantId));
  const tokens = useQuery({ ...tokensQuery, enabled: wanted });
  const code = useQuery({ ...codeQuery, enabled: wanted });
  const [known, setKnown] = useState(false);
  const now = wanted ? !tokens.isPending && !code.isPending : !isPending;
  if (now && !known) setKnown(true);
  useEffect(() => {
    if (!isReady || known) return;
    const timer = setTimeout(() => setKnown(true), LONGEST_WAIT);
    return () => clearTimeout(timer);
  }, [isReady, known]);
  return known || now;
}

/** The first steps of a workspace that is not through them; whoever is through does not even load them. */
export function FirstSteps(props: FirstStepsProps) {
  const session = useSession();
  return session && <Gate key={session.tenant.id} {...props} tenantId={session.tenant.id} />;
}

function Gate({ tenantId, ...props }: FirstStepsProps & { readonly tenantId: string }) {
  const { isNew } = useIsNew();
  const [dismissed, setDismissed] = useState(() => isDismissed(tenantId));
  const wanted = !dismissed && (isNew || hasBegun(tenantId));
  const { data: FirstStepsOfWorkspace } = useQuery({ ...codeQuery, enabled: wanted });
  if (!wanted || !FirstStepsOfWorkspace) return null;
  return <FirstStepsOfWorkspace {...props} tenantId={tenantId} onDismissed={() => setDismissed(true)} />;
}

/** Whether nobody has fetched anything yet; the time of the latest fetch, which changes often, is left out. */
function useIsNew(): { readonly isNew: boolean; readonly isPending: boolean } {
  const { data: isNew = false, isPending } = useQuery({
    ...changesQuery,
    select: ({ lastFetchAt }) => lastFetchAt === null,
  });
  return { isNew, isPending };
}
