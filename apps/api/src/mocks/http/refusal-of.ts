import { pino } from 'pino';
import { Problem } from '../../http/problem.js';
import { MockRefusal, type RefusalKind } from './mock-refusal.js';

const logger = pino({ level: 'warn' });

const KIND_OF_STATUS: Readonly<Record<number, RefusalKind>> = {
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  503: 'unavailable',
};

/** What went wrong as a refusal: a client's mistake by its status, anything else as the server's own. */
export function refusalOf(error: unknown): MockRefusal {
  if (error instanceof MockRefusal) return error;
  if (error instanceof Problem && error.status < 500) {
    return new MockRefusal(KIND_OF_STATUS[error.status] ?? 'invalid_request', error.detail);
  }
  const { statusCode = 500 } = error as { readonly statusCode?: number };
  if (statusCode >= 400 && statusCode < 500) {
    const kind = KIND_OF_STATUS[statusCode] ?? 'invalid_request';
    return new MockRefusal(kind, 'The request is not one that the mock can read.');
  }
  // The frames alone: a message, which may have many lines, may repeat what somebody sent.
  const frames = (error as Error).stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  logger.error({ frames: frames?.slice(0, 6) }, 'a mock could not answer');
  return new MockRefusal('server_error', 'The mock could not answer.');
}
