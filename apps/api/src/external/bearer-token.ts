import type { IncomingMessage } from 'node:http';
import { Problem } from '../http/problem.js';
import { isWellFormedAccessToken } from '../identifiers/access-token-format.js';

/**
 * Reads the access token of a request, from its one Authorization header and nowhere else, and returns
 * it. Throws the one 401 for none, two, another scheme, or a checksum that does not fit, before
 * anything is looked up.
 */
export function readAccessToken(request: IncomingMessage): string {
  const { authorization } = request.headers;
  if (!authorization || !/^bearer /i.test(authorization) || hasTwoAuthorizations(request))
    throw tokenRefused();
  const token = authorization.slice('Bearer '.length);
  if (!isWellFormedAccessToken(token)) throw tokenRefused();
  return token;
}

/** The one answer to every token that does not count, whatever the reason. */
export function tokenRefused(): Problem {
  return new Problem(401, 'unauthenticated', 'Send a valid access token: Authorization: Bearer ibyok_…', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Node keeps the first of several Authorization headers and drops the others without a word. */
function hasTwoAuthorizations({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 13 && name.toLowerCase() === 'authorization') count += 1;
  }
  return count > 1;
}
