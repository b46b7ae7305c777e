import { useEffect, useRef } from 'react';
import { useLiveChanges } from '../shared/queries/changes.js';
import { useSession } from '../shared/queries/session.js';

/** Keeps the page up to date; drawn apart, so that nothing else is drawn again with every look. */
export function LiveChanges() {
  useLiveChanges();
  useOneWorkspace();
  return null;
}

/**
 * Begins anew once this browser's session is of another workspace or account, as after a switch in another page:
 * nothing may be shown or changed under the name of the first.
 */
function useOneWorkspace(): void {
  const session = useSession();
  const now = session && `${session.account.id} ${session.tenant.id}`;
  const first = useRef(now);
  useEffect(() => {
    if (now === null) return;
    first.current ??= now;
    if (first.current !== now) window.location.assign('/keys');
  }, [now]);
}
