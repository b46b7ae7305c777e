import { createClient, type Ibyok } from './client.js';
import { PLATFORM } from './runtime.js';
import type { IbyokOptions } from './settings.js';

/**
 * A client of a vault. Throws an IbyokConfigurationError at once for options that are wrong in themselves; what may
 * come from variables is looked at with each call.
 */
export function createIbyok(options: IbyokOptions = {}): Ibyok {
  return createClient(options, PLATFORM);
}

/** The client that variables alone set up: `IBYOK_API`, `IBYOK_ACCESS_TOKEN`, and `IBYOK_ENV`, else `NODE_ENV`. */
export const ibyok: Ibyok = createIbyok();
