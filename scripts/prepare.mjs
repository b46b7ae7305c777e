import { buildStale, forgetBuilds, isBuilt } from './build-parts.mjs';
import { releaseCheckoutLock, withCheckoutLock } from './checkout-lock.mjs';
import { install, isInstalled } from './install.mjs';
import { endTools, ToolFailure } from './step.mjs';

/** What a shell reports for a program that a signal ended. */
const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * Installs what is missing and builds what is stale. On failure shows the tool's own words and one line that
 * says what failed, and ends the process with exit code 1.
 * @param {{ force?: boolean }} [options] force: build everything anew
 */
export async function prepare({ force = false } = {}) {
  if (!force && isInstalled() && isBuilt()) return;
  let interrupted = false;
  const handlers = Object.entries(SIGNAL_EXIT_CODES).map(([signal, code]) => {
    const handler = async () => {
      interrupted = true;
      await endTools();
      releaseCheckoutLock();
      process.exit(code);
    };
    process.once(signal, handler);
    return /** @type {const} */ ([signal, handler]);
  });
  try {
    await withCheckoutLock(async () => {
      if (!isInstalled()) await install();
      if (force) forgetBuilds();
      await buildStale();
    });
  } catch (error) {
    // A tool that was ended has not failed; the process is on its way out.
    if (interrupted) await new Promise(() => {});
    refuse(error);
  } finally {
    // From here on, signals are for whatever runs next.
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function refuse(error) {
  if (error instanceof ToolFailure && error.output.trim() !== '') console.error(`\n${error.output.trim()}\n`);
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
