import { type ReactNode, Suspense, useState } from 'react';

/**
 * Draws a panel from its first opening on, and so loads its code only then: for panels that most visits never open.
 * It stays drawn after that, so that it can slide away.
 */
export function OnDemand({ opened, children }: { opened: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(opened);
  if (opened && !wanted) setWanted(true);
  return wanted ? <Suspense fallback={null}>{children}</Suspense> : null;
}
