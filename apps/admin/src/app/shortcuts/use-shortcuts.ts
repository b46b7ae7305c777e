import { useEffect, useEffectEvent, useRef } from 'react';
import type { Role } from '../../shared/api/types.js';
import { may } from '../../shared/roles.js';
import { isDialogOpen } from '../../shared/ui/open-dialogs.js';
import { CREATIONS } from '../destinations.js';
import { useGoTo } from '../go-to.js';
import { press, type Shortcut } from './press.js';

interface Handlers {
  readonly enabled: boolean;
  readonly role: Role | undefined;
  /** Opens the palette, for a page without a search of its own. */
  readonly onSearch: () => void;
  readonly onList: () => void;
}

/** Where letters mean what they are, or what the control itself makes of them. */
const TAKES_LETTERS =
  'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=menu]';

/** Listens to shortcuts of single letters, but for where one types, with a modifier, and while a dialog is open. */
export function useShortcuts({ enabled, role, onSearch, onList }: Handlers): void {
  const goTo = useGoTo();
  const begunAt = useRef<number | null>(null);

  const create = (): void => {
    const creation = Object.entries(CREATIONS).find(([path]) => path === window.location.pathname)?.[1];
    if (creation && may(role, creation.permission)) goTo(creation.href);
  };
  const search = (): void => {
    const field = document.querySelector<HTMLInputElement>('main input[type=search]');
    if (field) field.focus();
    else onSearch();
  };
  const run = (shortcut: Shortcut): void => {
    if (shortcut.kind === 'go') goTo(shortcut.href);
    else ({ create, search, list: onList })[shortcut.kind]();
  };
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || isMeantOtherwise(event)) return;
    const pressed = press(event.key, begunAt.current, event.timeStamp);
    begunAt.current = pressed.begunAt;
    if (!pressed.shortcut) return;
    event.preventDefault();
    run(pressed.shortcut);
  });
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

function isMeantOtherwise(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return true;
  return isDialogOpen();
}
