import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import { LazyHintTooltip } from '../../shared/ui/hint.js';
import { type HintHandlers, useHint } from '../../shared/ui/use-hint.js';

export interface HintsHandle {
  readonly hinted: (hint: () => ReactNode) => HintHandlers;
  readonly hide: () => void;
}

/** The one hint of a table with thousands of cells: it goes to the cell that is pointed at or has the focus. */
export function TableHints({ ref }: { ref: Ref<HintsHandle> }) {
  const { target, canBeEntered, id, handlers, hold, hide } = useHint();
  const contents = useRef(new WeakMap<HTMLElement, () => ReactNode>());
  useImperativeHandle(
    ref,
    () => ({
      hinted: (content) => ({
        ...handlers,
        onPointerEnter: (event) => {
          contents.current.set(event.currentTarget, content);
          handlers.onPointerEnter(event);
        },
        onFocus: (event) => {
          contents.current.set(event.currentTarget, content);
          handlers.onFocus(event);
        },
      }),
      hide,
    }),
    [handlers, hide],
  );
  if (!target) return null;
  return (
    <LazyHintTooltip
      target={target}
      id={id}
      canBeEntered={canBeEntered}
      content={contents.current.get(target)?.()}
      position="bottom-start"
      // Narrow enough to leave the cell after the next one free.
      maw={248}
      onHold={hold}
      onLeave={hide}
    />
  );
}
