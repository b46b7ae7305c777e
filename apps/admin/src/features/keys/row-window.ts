import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** About what a row measures before it is drawn: in a table, and as a block of its own in a narrow window. */
const ROW = 53;
const NARROW_ROW = 148;
const NARROW = 768;

/** One stretch of the table's body: a row to draw, or the height of rows that are out of sight. */
export type Stretch =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'gap'; readonly index: number; readonly height: number };

interface RowWindow {
  readonly stretches: readonly Stretch[];
  /** For every row that is drawn, so that its real height counts. */
  readonly measure: (row: HTMLElement | null) => void;
  /** Keeps a row drawn wherever the window goes: the focus must not be lost with it. */
  readonly keep: (index: number | null) => void;
  readonly scrollTo: (index: number) => void;
}

/** Decides which rows of a long table are drawn: those in sight, some beside them, and the one with the focus. */
export function useRowWindow(body: RefObject<HTMLElement | null>, rowIds: readonly string[]): RowWindow {
  const [top, setTop] = useState(0);
  const kept = useRef<number | null>(null);
  // What stands above the table comes and goes.
  useLayoutEffect(() => {
    const rect = body.current?.getBoundingClientRect();
    if (rect) setTop(Math.round(rect.top + window.scrollY));
  });
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rowIds.length,
    estimateSize: () => (window.innerWidth < NARROW ? NARROW_ROW : ROW),
    getItemKey: (index) => rowIds[index] ?? index,
    overscan: 6,
    scrollMargin: top,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      const { current } = kept;
      if (current === null || current >= range.count || indexes.includes(current)) return indexes;
      return [...indexes, current].sort((a, b) => a - b);
    },
  });
  return {
    stretches: stretchesOf(virtualizer.getVirtualItems(), top, virtualizer.getTotalSize()),
    measure: virtualizer.measureElement,
    keep: useCallback((index) => {
      kept.current = index;
    }, []),
    scrollTo: useCallback((index) => virtualizer.scrollToIndex(index, { align: 'auto' }), [virtualizer]),
  };
}

function stretchesOf(items: readonly VirtualItem[], top: number, total: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = top;
  for (const { index, start, end: itemEnd } of items) {
    if (start > end) stretches.push({ kind: 'gap', index, height: start - end });
    stretches.push({ kind: 'row', index });
    end = itemEnd;
  }
  const rest = top + total - end;
  if (rest > 0) stretches.push({ kind: 'gap', index: -1, height: rest });
  return stretches;
}
