/** Milliseconds in which what is in flight may finish. */
const GRACE = 28_000;
/**
 * Milliseconds in which a repeated signal is the same Ctrl-C: a terminal sends it to all of `npm start`, and npm
 * hands on what it gets.
 */
const ECHO = 500;

/**
 * Ends the process with exit code 0 when it is asked to, having stopped what runs by then; a second Ctrl-C does not
 * wait, unless another process decides on that: `obeysOnce`. Called before the start, as a container's first process
 * has no default for signals. Returns what is aborted once the process is on its way out.
 */
export function stopOnSignals(stop: () => Promise<void>, { obeysOnce }: { obeysOnce: boolean }): AbortSignal {
  const stopping = new AbortController();
  let stoppedAt = 0;
  const onSignal = (): void => {
    if (stopping.signal.aborted) {
      if (!obeysOnce && performance.now() - stoppedAt > ECHO) process.exit(1);
      return;
    }
    stopping.abort();
    stoppedAt = performance.now();
    setTimeout(() => process.exit(1), GRACE).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return stopping.signal;
}
