import type { Dialect } from '../http/dialect.js';
import { isFields } from '../http/fields.js';
import { type RefusalKind, STATUS_OF } from '../http/mock-refusal.js';

/** Google's own words: https://cloud.google.com/apis/design/errors#handling_errors */
const WORD_OF: Readonly<Record<RefusalKind, string>> = {
  invalid_request: 'INVALID_ARGUMENT',
  unauthorized: 'UNAUTHENTICATED',
  forbidden: 'PERMISSION_DENIED',
  not_found: 'NOT_FOUND',
  method_not_allowed: 'INVALID_ARGUMENT',
  too_large: 'INVALID_ARGUMENT',
  unsupported_media_type: 'INVALID_ARGUMENT',
  rate_limited: 'RESOURCE_EXHAUSTED',
  server_error: 'INTERNAL',
  unavailable: 'UNAVAILABLE',
  overloaded: 'UNAVAILABLE',
};

/** Google's Gemini API. */
export const GOOGLE_DIALECT: Dialect = {
  credential(headers, query) {
    const key = headers['x-goog-api-key'] ?? (isFields(query) ? query.key : undefined);
    return typeof key === 'string' ? key : null;
  },
  errorBody({ kind, message, retryAfter }) {
    const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter}s` };
    return {
      error: {
        code: STATUS_OF[kind],
        message,
        status: WORD_OF[kind],
        ...(retryAfter === null ? {} : { details: [retry] }),
      },
    };
  },
};
