import { useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Whether the entry before this one is the same page without its panel. */
    panelOverPage?: boolean;
  }
}

/** The panel that a page's address opens, and how to open and to close one. */
export interface PanelLink<Panel> {
  /** What the address asks for; empty from the moment in which it is closed. */
  readonly asked: Partial<Panel>;
  /** Opens a panel: a step in the browser’s history, so that Back closes it. */
  readonly open: (panel: Partial<Panel>) => void;
  /** Goes back to the page, or leaves the panel out of the address where it was opened by a link. */
  readonly close: () => void;
}

/**
 * Ties a page's panels to its address, so that reload, Back and a shared link work. `read` takes those search
 * parameters that open a panel of this page, as its route's `validateSearch` does; `names` are all of these.
 */
export function usePanelLink<Panel extends object>(
  read: (search: Readonly<Record<string, unknown>>) => Partial<Panel>,
  names: readonly (keyof Panel & string)[],
): PanelLink<Panel> {
  const router = useRouter();
  const navigate = useNavigate();
  const { pathname, search, state } = useLocation();
  // The address is one step ahead of the page while another one is on its way.
  const [own] = useState(pathname);
  const asked = pathname === own ? read(search) : {};
  const entry = state.__TSR_key;
  // Going back takes a moment; until then the panel counts as closed, and a second close does nothing: one that
  // comes before the first is drawn, too, hence both.
  const [left, setLeft] = useState<string | null>(null);
  const leaving = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgotten with every step, also one back to it
  useEffect(() => {
    setLeft(null);
    leaving.current = null;
  }, [entry]);

  const open = useCallback(
    (panel: Partial<Panel>) =>
      void navigate({
        to: '.',
        resetScroll: false,
        search: (now: object) => ({ ...without(now, names), ...panel }) as never,
        state: { panelOverPage: true },
      }),
    [navigate, names],
  );
  return {
    asked: left === entry ? {} : asked,
    open,
    close: () => {
      if (entry === undefined || leaving.current === entry || Object.keys(asked).length === 0) return;
      leaving.current = entry;
      setLeft(entry);
      if (state.panelOverPage) router.history.back();
      else {
        void navigate({
          to: '.',
          resetScroll: false,
          search: (now: object) => without(now, names) as never,
          replace: true,
        });
      }
    },
  };
}

function without(search: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)));
}
