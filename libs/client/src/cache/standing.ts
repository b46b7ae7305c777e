import type { Environment, Key, Mode } from '../answers.js';

/** An answer as it is kept. */
export interface KeptAnswer {
  /** When its request was sent, in milliseconds since 1970. */
  readonly at: number;
  readonly key: Key;
}

/** What a question led to, as it is kept. */
export interface KeptQuestion {
  readonly keyId: string;
  readonly environment: Environment;
}

/** The newest that a process knows about a key in an environment. */
export interface Knowledge {
  /** Its place among the requests of the process. */
  readonly order: number;
  readonly at: number;
  /** Null where the server has refused it. */
  readonly mode: Mode | null;
}

/** Whether an answer is young enough. One of the future has a wrong clock behind it: its age cannot be told. */
export function isFresh({ at }: KeptAnswer, maxAge: number, now: number): boolean {
  return at <= now && now - at <= maxAge;
}

/**
 * Whether a kept answer may stand for the last one. One that is older than what this process knows may not; and a
 * live one never where the mode was last known to be another, whatever the store says.
 */
export function mayStandFor({ at, key }: KeptAnswer, known: Knowledge | undefined): boolean {
  if (!known) return true;
  if (known.mode === null || at < known.at) return false;
  return key.modeInfo.effectiveMode === 'mock' || known.mode === 'live';
}
