import type { IncomingHttpHeaders } from 'node:http';
import type { MockRefusal } from './mock-refusal.js';

/** How a provider is spoken to, apart from its operations. */
export interface Dialect {
  /** The value that a request comes with, wherever this provider wants it; null for none. */
  credential(headers: IncomingHttpHeaders, query: unknown): string | null;
  /** A refusal as this provider words it. */
  errorBody(refusal: MockRefusal, requestId: string): object;
}
