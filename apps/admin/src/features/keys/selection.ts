import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Which rows are selected, and the ways to change that. */
export interface Selection {
  /** Those among the rows that are found, in their order: what is out of the table is never changed unseen. */
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
  /** Turns one row over; `toHere`: all rows from the last one turned to this one become as this one does. */
  readonly turn: (id: string, toHere: boolean) => void;
  /** Selects every row that is found, or none. */
  readonly turnAll: () => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Keeps a selection of rows; `found` are the ids of the rows that the table has, in their order. */
export function useSelection(found: readonly string[]): Selection {
  const [chosen, setChosen] = useState(NONE);
  const last = useRef<string | null>(null);
  const latest = useRef(found);
  useEffect(() => {
    latest.current = found;
  });

  const turn = useCallback((id: string, toHere: boolean) => {
    const from = last.current;
    last.current = id;
    setChosen((before) => turned(before, latest.current, id, toHere ? from : null));
  }, []);
  const ids = useMemo(() => (chosen.size === 0 ? [] : found.filter((id) => chosen.has(id))), [chosen, found]);
  return {
    ids,
    has: (id) => chosen.has(id),
    turn,
    turnAll: () => setChosen(ids.length === found.length ? NONE : new Set(found)),
    clear: () => setChosen(NONE),
  };
}

/** A selection after one row is turned over, and those from `from` to it become like it. */
export function turned(
  before: ReadonlySet<string>,
  found: readonly string[],
  id: string,
  from: string | null,
): ReadonlySet<string> {
  const after = new Set(before);
  const isSelected = !before.has(id);
  const start = from === null ? -1 : found.indexOf(from);
  const end = found.indexOf(id);
  const ids = start === -1 ? [id] : found.slice(Math.min(start, end), Math.max(start, end) + 1);
  for (const one of ids) {
    if (isSelected) after.add(one);
    else after.delete(one);
  }
  return after;
}
