import type { Dialect } from '../http/dialect.js';
import type { RefusalKind } from '../http/mock-refusal.js';
import { bearerOf } from '../http/sent-values.js';

/** OpenAI's own words: https://platform.openai.com/docs/guides/error-codes */
const WORDS: Readonly<Record<RefusalKind, { readonly type: string; readonly code: string | null }>> = {
  invalid_request: { type: 'invalid_request_error', code: null },
  unauthorized: { type: 'invalid_request_error', code: 'invalid_api_key' },
  forbidden: { type: 'invalid_request_error', code: null },
  not_found: { type: 'invalid_request_error', code: 'unknown_url' },
  method_not_allowed: { type: 'invalid_request_error', code: 'method_not_supported' },
  too_large: { type: 'invalid_request_error', code: null },
  unsupported_media_type: { type: 'invalid_request_error', code: 'unsupported_content_type' },
  rate_limited: { type: 'requests', code: 'rate_limit_exceeded' },
  server_error: { type: 'server_error', code: null },
  unavailable: { type: 'server_error', code: null },
  overloaded: { type: 'server_error', code: null },
};

/** OpenAI and the many that speak as it does. */
export const OPENAI_DIALECT: Dialect = {
  credential: ({ authorization }) => bearerOf(authorization),
  errorBody({ kind, message, param }) {
    const { type, code } = WORDS[kind];
    return { error: { message, type, param, code } };
  },
};
