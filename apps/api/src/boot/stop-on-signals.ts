import type { RunningServer } from './start-server.js';

/** Milliseconds in which what is in flight may finish. */
const GRACE = 28_000;

/** Ends the process with exit code 0 when it is asked to; a second Ctrl-C does not wait. */
export function stopOnSignals(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), GRACE).unref();
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}
