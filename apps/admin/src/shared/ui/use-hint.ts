import { type FocusEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';

/** Long enough that a pointer can pass by, and can move over to the hint itself. */
const DELAY_MS = 120;

/** Handlers with which an element shows a hint while it is pointed at or has the focus. */
export interface HintHandlers {
  readonly onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: (event: PointerEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

interface HintState {
  /** The element that has the hint now, or null. */
  readonly target: HTMLElement | null;
  /** Whether the pointer may go over to the hint; one that the focus shows must not be in the pointer's way. */
  readonly canBeEntered: boolean;
  /** For the hint's text, which then describes the element. */
  readonly id: string;
  readonly handlers: HintHandlers;
  /** For the hint itself: who points at it still reads it. */
  readonly hold: () => void;
  readonly hide: () => void;
}

interface Shown {
  readonly target: HTMLElement | null;
  readonly canBeEntered: boolean;
}

const NOTHING: Shown = { target: null, canBeEntered: false };

/** Decides when a hint is shown, for one element or for whichever of many asks. */
export function useHint(): HintState {
  const [{ target, canBeEntered }, setHint] = useState<Shown>(NOTHING);
  const timer = useRef<number | undefined>(undefined);
  const id = useId();
  const actions = useMemo(() => {
    const hold = () => window.clearTimeout(timer.current);
    const later = (next: Shown) => {
      hold();
      timer.current = window.setTimeout(() => setHint(next), DELAY_MS);
    };
    return {
      hold,
      hide: () => {
        hold();
        setHint(NOTHING);
      },
      handlers: {
        onPointerEnter: ({ currentTarget }: PointerEvent<HTMLElement>) =>
          later({ target: currentTarget, canBeEntered: true }),
        // A finger leaves at once; its hint stays until the next touch.
        onPointerLeave: ({ pointerType }: PointerEvent<HTMLElement>) => {
          if (pointerType !== 'touch') later(NOTHING);
        },
        onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) =>
          later({ target: currentTarget, canBeEntered: false }),
        onBlur: () => later(NOTHING),
      },
    };
  }, []);
  useEffect(() => actions.hold, [actions]);
  useEffect(() => {
    if (!target) return;
    target.setAttribute('aria-describedby', id);
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setHint(NOTHING);
    const touch = ({ pointerType, target: touched }: globalThis.PointerEvent) =>
      pointerType === 'touch' && !target.contains(touched as Node) && setHint(NOTHING);
    document.addEventListener('keydown', dismiss);
    document.addEventListener('pointerdown', touch);
    return () => {
      target.removeAttribute('aria-describedby');
      document.removeEventListener('keydown', dismiss);
      document.removeEventListener('pointerdown', touch);
    };
  }, [target, id]);
  return { target, canBeEntered, id, ...actions };
}
