import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { FlipItem } from './flip-item.js';
import classes from './flip-list.module.css';
import type { NamedFlip } from './named-flip.js';

/** About what a line measures before it is drawn, in CSS pixels. */
const LINE = 30;

interface UnfoldedFlipsProps {
  readonly items: readonly NamedFlip[];
  /** The id of the element that says what the list is of. */
  readonly labelledBy: string;
}

/** A long list of flips in a box that scrolls; of thousands, only the lines in sight are drawn. */
export function UnfoldedFlips({ items, labelledBy }: UnfoldedFlipsProps) {
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
    useFlushSync: false,
  });
  const drawn = virtualizer.getVirtualItems();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section ref={box} className={classes.unfolded} aria-labelledby={labelledBy} tabIndex={0}>
      <ul
        className={classes.list}
        style={{ height: virtualizer.getTotalSize(), paddingTop: drawn[0]?.start ?? 0 }}
      >
        {drawn.map(({ key, index }) => {
          const item = items[index];
          return (
            item && (
              <FlipItem
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                item={item}
              />
            )
          );
        })}
      </ul>
    </section>
  );
}
