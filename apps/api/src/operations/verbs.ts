import type { Verb } from './verb.js';

/** Every command of `npm run admin`, in the order in which the help shows them. */
export const VERBS: readonly Verb[] = [];
