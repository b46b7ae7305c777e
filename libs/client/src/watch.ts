import type { Key } from './answers.js';
import { IbyokError, IbyokRateLimitedError, IbyokServerError } from './errors.js';
import { pause, type Runtime } from './runtime.js';

/** What has changed about a key: its value within a mode, or its mode (and with that its value). */
export type KeyChange = 'rotation' | 'mode';

/** Is called with the key as it is now, what changed, and the key as it was. */
export type OnKeyChange = (key: Key, change: KeyChange, before: Key) => unknown;

export interface WatchOptions {
  /** How often to ask, in milliseconds: 60,000 by default, 1,000 at least. Each time is on the server's record. */
  readonly interval?: number;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
  /** Is told what failed; the watch goes on. By default, a warning of the process. */
  readonly onError?: (error: unknown) => unknown;
  /** The key as it is in use, so that no change before the first look is missed. */
  readonly since?: Key;
  readonly environment?: string;
}

/** A watch that runs. */
export interface Watch {
  stop(): void;
}

/** A tenth more or less, so that many applications do not ask at once. */
const SPREAD = 0.1;
/** Timers of platforms take a wait beyond 24 days as none. */
const LONGEST_WAIT = 86_400_000;

/**
 * Looks again and again, and calls back on a change. The wait does not keep a process alive.
 * @param look fetches the key, never from a cache
 */
export function startWatch(
  runtime: Runtime,
  look: (signal: AbortSignal) => Promise<Key>,
  onChange: OnKeyChange,
  { interval, signal, onError, since }: Required<Pick<WatchOptions, 'interval'>> & WatchOptions,
): Watch {
  const controller = new AbortController();
  const stop = (): void => {
    signal?.removeEventListener('abort', stop);
    controller.abort();
  };
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop, { once: true });
  const inBackground: Runtime = {
    ...runtime,
    after: (milliseconds, callBack) => runtime.after(milliseconds, callBack, true),
  };
  const tell =
    onError ?? ((error: unknown) => runtime.warn(`A watched key cannot be read: ${reasonOf(error)}`));
  // Whoever is told of failures must not end the watch, or the process, by failing: at once or later.
  const report = (error: unknown): void => {
    (async () => tell(error))().catch(() => {});
  };
  void (async () => {
    let known = since ?? null;
    while (!controller.signal.aborted) {
      let wait = interval * (1 - SPREAD + 2 * SPREAD * runtime.random());
      try {
        const key = await look(controller.signal);
        if (controller.signal.aborted) return;
        const before = known;
        known = key;
        const change = before && changeBetween(before, key);
        // Nobody waits for what a callback does, but its failure is told.
        if (change) Promise.resolve(onChange(key, change, before)).catch(report);
      } catch (error) {
        if (controller.signal.aborted) return;
        report(error);
        wait = Math.max(wait, Math.min(LONGEST_WAIT, waitAskedBy(error)));
      }
      await pause(inBackground, wait, controller.signal).catch(() => {});
    }
  })();
  return { stop };
}

function changeBetween(before: Key, now: Key): KeyChange | null {
  if (before.modeInfo.effectiveMode !== now.modeInfo.effectiveMode) return 'mode';
  return before.value === now.value ? null : 'rotation';
}

/** How long a server asks to be left alone, in milliseconds. */
function waitAskedBy(error: unknown): number {
  const asks = error instanceof IbyokRateLimitedError || error instanceof IbyokServerError;
  return asks ? (error.retryAfter ?? 0) * 1000 : 0;
}

function reasonOf(error: unknown): string {
  return error instanceof IbyokError ? error.detail : 'the callback failed';
}
