import { Drawer, type DrawerProps } from '@mantine/core';
import { startTransition, useEffect, useState } from 'react';
import { useIsPanelHeld } from './panel-hold.js';

/**
 * A panel at the page's edge. While a question stands above it (see usePanelHold), Escape answers the
 * question and leaves the panel. It gives the focus back to what opened it, also where it is drawn for
 * the first time already open: it opens one render later, so that Mantine sees where the focus was.
 */
export function Panel({ opened, closeOnEscape = true, closeOnClickOutside = true, ...props }: DrawerProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    // What was pressed is seen to be pressed before all of a panel is drawn.
    if (opened) startTransition(() => setShown(true));
    else setShown(false);
  }, [opened]);
  const free = !useIsPanelHeld();
  return (
    <Drawer
      {...props}
      attributes={{ content: { 'data-panel': true } }}
      opened={shown}
      closeOnEscape={closeOnEscape && free}
      closeOnClickOutside={closeOnClickOutside && free}
    />
  );
}
