/** Milliseconds in which what is in flight may finish. */
const GRACE = 28_000;

/**
 * Ends the process with exit code 0 when it is asked to, having stopped what runs by then; a second Ctrl-C
 * does not wait. Called before the start, as a container's first process has no default for signals.
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), GRACE).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
