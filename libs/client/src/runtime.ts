import { platformVariable } from './variables.js';

/** What the client takes from the platform; a test gives its own. */
export interface Runtime {
  readonly fetch: typeof globalThis.fetch;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
  /**
   * Calls back once after some milliseconds; returns what calls it off.
   * @param background true where it must not keep a process alive
   */
  readonly after: (milliseconds: number, callBack: () => void, background?: boolean) => () => void;
  readonly variable: (name: string) => string | undefined;
  /** Tells somebody who runs the program; does nothing where the platform has no way to. */
  readonly warn: (message: string) => void;
}

interface PlatformGlobals {
  readonly process?: { emitWarning?(message: string, name: string): void };
  readonly Deno?: { unrefTimer?(timer: unknown): void };
}

/** Node, Bun, Deno, an edge runtime: whatever has fetch, timers and Web Crypto. */
export const PLATFORM: Runtime = {
  // Looked up with each call: instrumentation may replace it after this module was loaded.
  fetch: (input, init) => globalThis.fetch(input, init),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (milliseconds, callBack, background = false) => {
    const timer: unknown = setTimeout(callBack, milliseconds);
    if (background) doNotWaitFor(timer);
    return () => clearTimeout(timer as number);
  },
  variable: platformVariable,
  warn: (message) => {
    const { process } = globalThis as PlatformGlobals;
    process?.emitWarning?.(message, 'IbyokWarning');
  },
};

/** Lets the process end before a timer fires, where the platform has a process. */
function doNotWaitFor(timer: unknown): void {
  const { Deno } = globalThis as PlatformGlobals;
  if (typeof timer === 'number') Deno?.unrefTimer?.(timer);
  else (timer as { unref?(): void }).unref?.();
}

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export function pause(runtime: Runtime, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      callOff();
      reject(signal?.reason);
    };
    const callOff = runtime.after(milliseconds, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
