/**
 * Resolves at the first sign that somebody is about to do something here. Code for what they may do then is fetched
 * from that moment on: it does not hold up the first look at a page, and is there before the server can go away.
 */
export const firstIntent: Promise<void> = new Promise((resolve) => {
  const watch = new AbortController();
  const heed = (event: Event): void => {
    // A page that appears under a pointer at rest is told that it moved, by nothing.
    if (event instanceof PointerEvent && event.type === 'pointermove' && !event.movementX && !event.movementY)
      return;
    watch.abort();
    resolve();
  };
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'click'])
    addEventListener(sign, heed, { passive: true, capture: true, signal: watch.signal });
});
