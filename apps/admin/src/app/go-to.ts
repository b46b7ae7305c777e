import { useRouter } from '@tanstack/react-router';

/** The parameters that open a panel of a page, or bring one thing of it into sight. */
const PANELS: ReadonlySet<string> = new Set(['panel', 'key', 'token']);

/** Goes to an address. What it opens on the page that is shown opens over it as it is: its filters stay. */
export function useGoTo(): (href: string) => void {
  const router = useRouter();
  return (href) => {
    const { pathname, search } = new URL(href, window.location.origin);
    if (search === '' || pathname !== router.state.location.pathname) {
      void router.navigate({ href });
      return;
    }
    const opened = router.options.parseSearch(search);
    void router.navigate({
      to: '.',
      resetScroll: false,
      search: (now: object) => ({ ...withoutPanels(now), ...opened }) as never,
      state: { panelOverPage: true },
    });
  };
}

function withoutPanels(search: object): object {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !PANELS.has(name)));
}
