import { Tooltip } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { Hinted } from './row-actions.js';

/** Long enough that a pointer can pass by, and can move over to the hint itself. */
const DELAY_MS = 120;

export interface HintsHandle {
  readonly hinted: (hint: () => ReactNode) => Hinted;
  readonly hide: () => void;
}

interface Hint {
  readonly target: HTMLElement;
  readonly content: ReactNode;
}

/** The one tooltip of a table with thousands of cells: it goes to the cell that is pointed at or has the focus. */
export function TableHints({ ref }: { ref: Ref<HintsHandle> }) {
  const [hint, setHint] = useState<Hint | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const id = useId();

  useImperativeHandle(ref, () => {
    const later = (next: Hint | null) => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setHint(next), DELAY_MS);
    };
    return {
      hinted: (content) => ({
        onPointerEnter: ({ currentTarget: target }) => later({ target, content: content() }),
        onPointerLeave: () => later(null),
        onFocus: ({ currentTarget: target }) => later({ target, content: content() }),
        onBlur: () => later(null),
      }),
      hide: () => {
        window.clearTimeout(timer.current);
        setHint(null);
      },
    };
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (!hint) return;
    hint.target.setAttribute('aria-describedby', id);
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setHint(null);
    document.addEventListener('keydown', dismiss);
    return () => {
      hint.target.removeAttribute('aria-describedby');
      document.removeEventListener('keydown', dismiss);
    };
  }, [hint, id]);

  if (!hint) return null;
  return (
    <Tooltip
      opened
      target={hint.target}
      position="bottom-start"
      // Narrow enough to leave the cell after the next one free.
      maw={248}
      label={
        <span
          id={id}
          onPointerEnter={() => window.clearTimeout(timer.current)}
          onPointerLeave={() => setHint(null)}
        >
          {hint.content}
        </span>
      }
    />
  );
}
