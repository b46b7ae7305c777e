import { randomUUID } from 'node:crypto';

/** A new request id. The client's own is never taken: it could forge lines of a log. */
export function newRequestId(): string {
  return `req_${randomUUID()}`;
}
