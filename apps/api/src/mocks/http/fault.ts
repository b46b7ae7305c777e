import { MockRefusal } from './mock-refusal.js';

/** The header that asks for a fault. */
export const FAULT_HEADER = 'x-ibyok-mock-fault';

/** What a request may ask a mock to do wrong. `slow` waits so many milliseconds before the first byte. */
export type Fault =
  | { readonly kind: 'status'; readonly status: FaultStatus }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'invalid-json' };

export const FAULT_STATUSES = [401, 429, 500, 503, 529] as const;
export type FaultStatus = (typeof FAULT_STATUSES)[number];

/** The words for all faults. */
export const FAULT_WORDS: readonly string[] = [...FAULT_STATUSES.map(String), 'slow', 'cut', 'invalid-json'];

/** Models that ask for each fault. */
export const FAULT_MODELS: readonly string[] = FAULT_WORDS.map((word) => `mock-${word}`);

const SLOW = 5_000;
/** Below what a server waits for at most when it stops. */
const SLOWEST = 20_000;
const IN_MODEL = /(?:^|[-/:])mock-([a-z0-9-]+)$/;
/** Longer than `-mock-` and any word. A longer name would be tried at each of its beginnings. */
const LOOKED_AT = 64;

/**
 * The fault that a request asks for, by the header or by a model whose name ends in `mock-429`, `mock-slow-3000`
 * and so on; the header comes first. Null for none. Throws a MockRefusal for a header that names no fault; a model
 * may be called anything.
 */
export function faultOf(header: string | readonly string[] | undefined, model: string): Fault | null {
  if (header !== undefined) {
    const fault = typeof header === 'string' ? parseFault(header) : null;
    if (fault) return fault;
    const words = FAULT_WORDS.join(', ');
    throw new MockRefusal(
      'invalid_request',
      `${FAULT_HEADER} has to be one of ${words}, or slow-MILLISECONDS up to ${SLOWEST}.`,
    );
  }
  const [, word] = IN_MODEL.exec(model.slice(-LOOKED_AT)) ?? [];
  return word === undefined ? null : parseFault(word);
}

function parseFault(word: string): Fault | null {
  const status = FAULT_STATUSES.find((one) => String(one) === word);
  if (status !== undefined) return { kind: 'status', status };
  if (word === 'slow') return { kind: 'slow', milliseconds: SLOW };
  if (word === 'cut' || word === 'invalid-json') return { kind: word };
  const [, digits] = /^slow-([0-9]{1,5})$/.exec(word) ?? [];
  const milliseconds = Number(digits);
  return digits !== undefined && milliseconds <= SLOWEST ? { kind: 'slow', milliseconds } : null;
}

const REFUSAL_OF = {
  401: { kind: 'unauthorized', retryAfter: null },
  429: { kind: 'rate_limited', retryAfter: 1 },
  500: { kind: 'server_error', retryAfter: null },
  503: { kind: 'unavailable', retryAfter: 1 },
  529: { kind: 'overloaded', retryAfter: null },
} as const;

/** The refusal that a fault of a status is. */
export function faultRefusal(status: FaultStatus): MockRefusal {
  const { kind, retryAfter } = REFUSAL_OF[status];
  return new MockRefusal(kind, 'The request asked the mock for this fault.', retryAfter);
}
