let resolveIntent: () => void;

/**
 * Resolves at the first sign that somebody is about to do something here. Code for what they may do then is fetched
 * from that moment on: it does not hold up the first look at a page, and is there before the server can go away.
 */
export const firstIntent: Promise<void> = new Promise((resolve) => {
  resolveIntent = resolve;
});

const watch = new AbortController();

/** For what happens without such a sign, and needs code of later. */
export function noteIntent(): void {
  watch.abort();
  resolveIntent();
}

function heed(event: Event): void {
  // A page that appears under a pointer at rest is told that it moved, by nothing.
  const isAtRest = event instanceof PointerEvent && !event.movementX && !event.movementY;
  if (event.type !== 'pointermove' || !isAtRest) noteIntent();
}

for (const sign of ['pointermove', 'pointerdown', 'keydown', 'click', 'input'])
  addEventListener(sign, heed, { passive: true, capture: true, signal: watch.signal });
