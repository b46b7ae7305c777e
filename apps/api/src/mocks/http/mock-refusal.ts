/** What a mock refuses, in words that each provider has its own for. */
export type RefusalKind =
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'server_error'
  | 'unavailable'
  | 'overloaded';

/** The status of each; 529 is Anthropic's: https://docs.claude.com/en/api/errors */
export const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  server_error: 500,
  unavailable: 503,
  overloaded: 529,
};

/** A mock's refusal; the message says what to change and repeats nothing of the request's secrets. */
export class MockRefusal extends Error {
  override readonly name = 'MockRefusal';

  /** `retryAfter` in seconds; `param` is the field that is wrong, where one is. */
  constructor(
    readonly kind: RefusalKind,
    message: string,
    readonly retryAfter: number | null = null,
    readonly param: string | null = null,
  ) {
    super(message);
  }
}
