import { createContext, use, useEffect } from 'react';

/** Counts the questions that stand above a panel; does nothing outside of one. */
export const PanelHold = createContext<(change: (questions: number) => number) => void>(() => {});

/** Keeps the panel around from closing while a question stands above it. */
export function usePanelHold(asking: boolean): void {
  const count = use(PanelHold);
  useEffect(() => {
    if (!asking) return;
    count((questions) => questions + 1);
    return () => count((questions) => questions - 1);
  }, [asking, count]);
}
