import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';

interface Steps {
  readonly keep: (index: number) => void;
  readonly scrollTo: (index: number) => void;
}

/** How many times a row that is not drawn yet is looked for, one drawing after the other. */
const TRIES = 20;

/** Moves the focus up and down a column of a long table: arrow keys a row, Home and End to its ends. */
export function useRowSteps(body: RefObject<HTMLElement | null>, count: number, { keep, scrollTo }: Steps) {
  const latest = useRef({ count, keep, scrollTo });
  useEffect(() => {
    latest.current = { count, keep, scrollTo };
  });
  return useCallback(
    (event: KeyboardEvent<HTMLElement>, index: number) => {
      const { key, target } = event;
      const column = target instanceof HTMLElement ? target.dataset.column : undefined;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const next = isPlain && column !== undefined ? placeAfter(key, index, latest.current.count) : null;
      if (next === null) return;
      event.preventDefault();
      latest.current.keep(next);
      latest.current.scrollTo(next);
      const focus = (tries: number) => {
        const row = `[data-index="${next}"] [data-column="${column}"]`;
        const control = body.current?.querySelector<HTMLElement>(row);
        if (control) control.focus();
        else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
      };
      focus(TRIES);
    },
    [body],
  );
}

function placeAfter(key: string, index: number, count: number): number | null {
  const places: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined || place < 0 || place >= count ? null : place;
}
