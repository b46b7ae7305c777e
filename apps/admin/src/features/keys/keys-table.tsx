import { Text } from '@mantine/core';
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { useNow } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { keysText } from '../../text/keys.js';
import { type Anchored, type AnchoredStory, anchorAt } from './anchored.js';
import { BulkBar } from './bulk-bar.js';
import { FindBar } from './find-bar.js';
import { findKeys } from './find-keys.js';
import { KeyRow } from './key-row.js';
import { type Find, isNarrowed } from './keys-search.js';
import classes from './keys-table.module.css';
import { KeysTableHead } from './keys-table-head.js';
import type { RowActions } from './row-actions.js';
import { KeyMenu, ModeStory } from './row-overlays.js';
import { useRowSteps } from './row-steps.js';
import { useRowWindow } from './row-window.js';
import { useSelection } from './selection.js';
import { type HintsHandle, TableHints } from './table-hints.js';

/** With more keys than this, search and filters are worth their place. */
const FIND_FROM = 8;

interface KeysTableProps {
  readonly keys: readonly Key[];
  /** Whether `keys` are all there are; until then nothing is counted, and nothing can be selected. */
  readonly isComplete: boolean;
  readonly rules: ModeRules;
  readonly canManage: boolean;
  readonly find: Find;
  readonly onFind: (find: Find) => void;
  readonly onOpenSettings: (keyId: string) => void;
}

/** Every key with its effective mode in every environment; of thousands, only those in sight are drawn. */
export const KeysTable = memo(function KeysTable(props: KeysTableProps) {
  const { keys, isComplete, rules, canManage, find, onFind, onOpenSettings } = props;
  const now = useNow();
  const sought = useDeferredValue(find);
  const found = useMemo(() => findKeys(keys, sought, rules, now), [keys, sought, rules, now]);
  const ids = useMemo(() => found.map(({ id }) => id), [found]);
  const selection = useSelection(ids);
  const selected = useMemo(
    () => (selection.ids.length === 0 ? [] : found.filter(({ id }) => selection.has(id))),
    [found, selection],
  );
  // Every row is drawn anew for it, so it waits for what is more urgent.
  const canSelect = useDeferredValue(canManage && isComplete);

  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const rowWindow = useRowWindow(body, ids);
  const step = useRowSteps(body, ids.length, rowWindow);
  const hints = useRef<HintsHandle>(null);
  const [story, setStory] = useState<AnchoredStory | null>(null);
  const [menu, setMenu] = useState<Anchored | null>(null);

  const { turn } = selection;
  const { keep } = rowWindow;
  const openSettings = useRef(onOpenSettings);
  openSettings.current = onOpenSettings;
  const actions = useMemo<RowActions>(
    () => ({
      select: ({ id }, toHere) => turn(id, toHere),
      openSettings: ({ id }) => openSettings.current(id),
      openMenu: (key, from) => section.current && setMenu(anchorAt(key, from, section.current)),
      tellStory: (key, environment, from) => {
        hints.current?.hide();
        if (section.current) setStory({ ...anchorAt(key, from, section.current), environment });
      },
      hinted: (hint) => ({
        onPointerEnter: (event) => hints.current?.hinted(hint).onPointerEnter(event),
        onPointerLeave: (event) => hints.current?.hinted(hint).onPointerLeave(event),
        onFocus: (event) => hints.current?.hinted(hint).onFocus(event),
        onBlur: () => hints.current?.hinted(hint).onBlur(),
      }),
      step,
      keep,
    }),
    [turn, step, keep],
  );
  const close = (anchored: Anchored) => {
    setStory(null);
    setMenu(null);
    anchored.from.focus({ preventScroll: true });
  };
  const toSettings = (anchored: Anchored) => {
    // The panel gives the focus back to where it was.
    close(anchored);
    onOpenSettings(anchored.keyId);
  };
  const keyOf = (anchored: Anchored | null) => anchored && keys.find(({ id }) => id === anchored.keyId);
  const storyKey = keyOf(story);
  const menuKey = keyOf(menu);
  return (
    <section aria-label={keysText.title} className={classes.section} ref={section}>
      {(keys.length > FIND_FROM || isNarrowed(find)) && (
        <FindBar keys={keys} found={found.length} isComplete={isComplete} find={find} onFind={onFind} />
      )}
      <div className={`${table.frame} ${classes.frame}`}>
        <table className={`${table.table} ${classes.keys}`} aria-rowcount={found.length + 1}>
          <KeysTableHead
            selection={canSelect ? { ...selection, of: found.length } : null}
            find={find}
            onFind={onFind}
          />
          <tbody ref={body}>
            {rowWindow.stretches.map((stretch) => {
              if (stretch.kind === 'gap') {
                return (
                  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
                  <tr key={`gap ${stretch.index}`} className={classes.gap} aria-hidden="true">
                    <td style={{ height: stretch.height }} />
                  </tr>
                );
              }
              const key = found[stretch.index];
              return (
                key && (
                  <KeyRow
                    key={key.id}
                    apiKey={key}
                    rules={rules}
                    index={stretch.index}
                    isSelected={canSelect ? selection.has(key.id) : null}
                    now={now}
                    actions={actions}
                    measure={rowWindow.measure}
                  />
                )
              );
            })}
          </tbody>
        </table>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="lg" ta="center">
            {keysText.find.nothing}
          </Text>
        )}
      </div>
      {canSelect && selected.length > 0 && (
        <BulkBar selected={selected} rules={rules} onClear={selection.clear} />
      )}
      <TableHints ref={hints} />
      {story && storyKey && (
        <ModeStory
          key={`${story.keyId} ${story.environment}`}
          apiKey={storyKey}
          rules={rules}
          at={story}
          canManage={canManage}
          onSettings={() => toSettings(story)}
          onClose={() => close(story)}
        />
      )}
      {menu && menuKey && (
        <KeyMenu
          key={menu.keyId}
          apiKey={menuKey}
          at={menu}
          onSettings={() => toSettings(menu)}
          onClose={() => close(menu)}
        />
      )}
    </section>
  );
});
