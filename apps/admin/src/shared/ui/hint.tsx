import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { onceNeeded } from './once-needed.js';
import { type HintHandlers, useHint } from './use-hint.js';

/** Fetched when the first hint is wanted: most looks at a page need none. */
export const LazyHintTooltip = onceNeeded(
  async () => (await import('./hint-tooltip.js')).HintTooltip,
  () => true,
);

interface HintProps {
  readonly label: ReactNode;
  readonly children: ReactElement<Partial<HintHandlers>>;
}

/** Shows a hint while its element is pointed at or has the focus. */
export function Hint({ label, children }: HintProps) {
  const { target, canBeEntered, id, handlers, hold, hide } = useHint();
  return (
    <>
      {cloneElement(children, handlers)}
      {target && (
        <LazyHintTooltip
          target={target}
          id={id}
          content={label}
          canBeEntered={canBeEntered}
          onHold={hold}
          onLeave={hide}
        />
      )}
    </>
  );
}
