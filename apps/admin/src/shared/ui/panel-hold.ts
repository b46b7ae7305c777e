import { useEffect, useSyncExternalStore } from 'react';

let questions = 0;
const listeners = new Set<() => void>();

function change(by: number): void {
  questions += by;
  for (const listener of listeners) listener();
}

/** Keeps the panels of the page from closing while a question stands above them. */
export function usePanelHold(asking: boolean): void {
  useEffect(() => {
    if (!asking) return;
    change(1);
    // Not at once: the Escape that answered the question must not reach the panel below as well.
    return () => void setTimeout(() => change(-1));
  }, [asking]);
}

/** Whether a question stands above the panels of the page. */
export function useIsPanelHeld(): boolean {
  return useSyncExternalStore(subscribe, () => questions > 0);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
