import type { Dialect } from '../http/dialect.js';
import type { RefusalKind } from '../http/mock-refusal.js';
import { bearerOf } from '../http/sent-values.js';

/** Anthropic's own words: https://docs.claude.com/en/api/errors */
const TYPE_OF: Readonly<Record<RefusalKind, string>> = {
  invalid_request: 'invalid_request_error',
  unauthorized: 'authentication_error',
  forbidden: 'permission_error',
  not_found: 'not_found_error',
  method_not_allowed: 'invalid_request_error',
  too_large: 'request_too_large',
  unsupported_media_type: 'invalid_request_error',
  rate_limited: 'rate_limit_error',
  server_error: 'api_error',
  unavailable: 'api_error',
  overloaded: 'overloaded_error',
};

/** Anthropic, and clients of it that send the key as a bearer token. */
export const ANTHROPIC_DIALECT: Dialect = {
  credential(headers) {
    const key = headers['x-api-key'];
    return typeof key === 'string' ? key : bearerOf(headers.authorization);
  },
  errorBody({ kind, message }, requestId) {
    return { type: 'error', error: { type: TYPE_OF[kind], message }, request_id: requestId };
  },
};
