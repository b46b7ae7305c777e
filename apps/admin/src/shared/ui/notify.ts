import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { uiText } from '../../text/ui.js';
import { noteIntent } from '../first-intent.js';
import { UndoMessage } from './undo-message.js';

interface DoneOptions {
  /** Takes back what was done; where that is dangerous, it asks first. */
  readonly undo?: () => void;
}

/** The message that offers to take something back, while it is shown. */
let undoable: string | null = null;

/** Says in passing, also to screen readers, that something is done; offers to take it back where that is given. */
export function notifyDone(message: string, { undo }: DoneOptions = {}): void {
  if (!undo) {
    show({ message, color: 'iris', role: 'status', autoClose: 4000 });
    return;
  }
  const id = `undo ${Date.now()}`;
  const body = createElement(UndoMessage, {
    message,
    onUndo: () => {
      // Pressed twice, or while it fades away after something newer.
      if (undoable !== id) return;
      withdrawUndo();
      undo();
    },
    // Not while somebody is about to press it.
    onHold: (held) => notifications.update({ id, message: body, autoClose: held ? false : UNDO_MS }),
  });
  show({ id, message: body, color: 'iris', role: 'status', autoClose: UNDO_MS });
  undoable = id;
}

/** Long enough to read, to think and to reach it with the keyboard. */
const UNDO_MS = 10_000;

/** Takes the offer to undo away: what it would change is no longer on the page. */
export function withdrawUndo(): void {
  if (undoable !== null) notifications.hide(undoable);
  undoable = null;
}

/** Says in passing, also to screen readers, that something could not be done, and what to do. */
export function notifyFailed(message: string): void {
  show({ message, color: 'red', role: 'alert', autoClose: 10_000 });
}

function show(notification: Parameters<typeof notifications.show>[0]): void {
  noteIntent();
  // Only the latest matters; a pile of them would cover the page.
  notifications.clean();
  undoable = null;
  notifications.show({
    ...notification,
    withBorder: true,
    closeButtonProps: { 'aria-label': uiText.closeMessage },
  });
}
