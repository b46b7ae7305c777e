import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Session } from '../shared/api/types.js';
import { SearchIcon } from '../shared/icons.js';
import { useShortcutsEnabled } from '../shared/shortcuts/preference.js';
import { Keycaps, PALETTE_KEYS } from '../shared/ui/keycaps.js';
import { isModalOpen } from '../shared/ui/open-dialogs.js';
import { useFetched } from '../shared/ui/use-fetched.js';
import { shellText } from '../text/shell.js';
import classes from './quick-access.module.css';
import { useShortcuts } from './shortcuts/use-shortcuts.js';

const importPalette = () => import('./palette/palette.js');
const importList = () => import('./shortcuts/shortcuts-panel.js');

/** The ways to get everywhere at once: the palette with its button, and the shortcuts. Both are fetched when first needed. */
export function QuickAccess({ session }: { session: Session }) {
  const [opened, setOpened] = useState<'palette' | 'list' | null>(null);
  const [enabled] = useShortcutsEnabled();
  const Palette = useFetched(opened === 'palette', async () => (await importPalette()).Palette);
  const List = useFetched(opened === 'list', async () => (await importList()).ShortcutsPanel);
  const openPalette = () => {
    // What stands in a dialog may be lost by going elsewhere: a form, or a token that is shown once.
    if (opened === 'palette') setOpened(null);
    else if (!isModalOpen()) setOpened('palette');
  };
  useHotkeys([['mod+K', openPalette]], [], true);
  useShortcuts({
    enabled,
    role: session.role,
    onSearch: openPalette,
    onList: () => setOpened('list'),
  });
  useEffect(() => {
    // Who holds the modifier down is about to ask for it.
    const ahead = ({ key }: KeyboardEvent) =>
      key === 'Control' || key === 'Meta' ? void importPalette().catch(() => {}) : undefined;
    document.addEventListener('keydown', ahead);
    return () => document.removeEventListener('keydown', ahead);
  }, []);
  const close = () => setOpened(null);
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        className={classes.search}
        aria-keyshortcuts="Control+K Meta+K"
        leftSection={<SearchIcon size={15} />}
        rightSection={
          <span aria-hidden="true">
            <Keycaps keys={PALETTE_KEYS} />
          </span>
        }
        onPointerEnter={() => void importPalette().catch(() => {})}
        onClick={openPalette}
      >
        <span className={classes.word}>{shellText.search}</span>
      </Button>
      {Palette && (
        <Palette
          opened={opened === 'palette'}
          session={session}
          onClose={close}
          onShortcuts={() => setOpened('list')}
        />
      )}
      {List && <List opened={opened === 'list'} enabled={enabled} onClose={close} />}
    </>
  );
}
