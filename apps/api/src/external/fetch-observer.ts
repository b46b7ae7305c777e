import type { IncomingMessage } from 'node:http';
import type { ModeInfo } from '@ibyok/mode-resolution';

/** The injection token of the FetchObserver, or of null where nobody watches. */
export const FETCH_OBSERVER = Symbol('FetchObserver');

/** What a batch of fetches waits for: its facts are read, its record is committed. */
export type FetchStep = 'facts' | 'record';

/** A fetch as observers know it: by its request, not by its token or key. */
export interface ObservedFetch {
  readonly caller: { readonly message: IncomingMessage };
}

/** Watches the way of fetches; called on that way, so it has to be quick and must not throw. */
export interface FetchObserver {
  /** A step begins for a batch; returns what is called when it ends, with its error or null. */
  begins(step: FetchStep, batch: readonly ObservedFetch[]): (error: unknown) => void;
  /** A request is about to be answered with a value of this mode. */
  reveals(request: IncomingMessage, modeInfo: ModeInfo): void;
}

/** Takes a step of a batch, watched by the observer where there is one. */
export function observed<Result>(
  observer: FetchObserver | null,
  step: FetchStep,
  batch: readonly ObservedFetch[],
  take: () => Promise<Result>,
): Promise<Result> {
  if (observer === null) return take();
  const ends = observer.begins(step, batch);
  return take().then(
    (result) => {
      ends(null);
      return result;
    },
    (error: unknown) => {
      ends(error);
      throw error;
    },
  );
}
