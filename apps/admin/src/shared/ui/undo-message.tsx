import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { questionsText } from '../../text/questions.js';
import { isQuestionOpen } from './open-dialogs.js';
import classes from './undo-message.module.css';

interface UndoMessageProps {
  readonly message: string;
  readonly onUndo: () => void;
  /** Told when the button gets the focus and when it loses it. */
  readonly onHold: (held: boolean) => void;
}

/**
 * What was done, with a way back: a button, or Ctrl+Z from anywhere but a field that has an undo of its own and a
 * question, which is answered first.
 */
export function UndoMessage({ message, onUndo, onHold }: UndoMessageProps) {
  const undo = useEffectEvent(onUndo);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, shiftKey, altKey, target } = event;
      const isUndo = key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !shiftKey && !altKey;
      if (!isUndo || isQuestionOpen() || (target instanceof HTMLElement && target.matches(OWN_UNDO))) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <span className={classes.message}>
      <span>{message}</span>
      <Button
        size="compact-sm"
        variant="default"
        aria-keyshortcuts="Control+Z"
        onClick={onUndo}
        onFocus={() => onHold(true)}
        onBlur={() => onHold(false)}
      >
        {questionsText.undo}
      </Button>
    </span>
  );
}

const OWN_UNDO =
  'textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
