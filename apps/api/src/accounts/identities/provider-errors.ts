import { AuthorizationResponseError } from 'openid-client';
import { Problem } from '../../http/problem.js';

/** Node's and undici's own codes for somebody who cannot be reached. */
const UNREACHABLE = /^(E[A-Z]+|UND_ERR_.*|OAUTH_TIMEOUT|OAUTH_ABORT|CERT_.*|SELF_SIGNED.*|UNABLE_TO.*)$/;
const MAX_CAUSES = 5;

export function providerUnavailable(): Problem {
  const detail = 'The sign-in provider cannot be reached now. Try again shortly, or sign in by password.';
  return new Problem(503, 'provider_unavailable', detail, { headers: { 'retry-after': '10' } });
}

export function signInFailed(): Problem {
  return new Problem(401, 'sign_in_failed', 'The answer of the sign-in provider does not hold. Begin again.');
}

/** What a failed return is to people. What the provider said of it stays out: it could quote a code or a token. */
export function problemOfProvider(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') {
    return new Problem(401, 'sign_in_cancelled', 'The sign-in was cancelled at the provider.');
  }
  return isUnreachable(error) ? providerUnavailable() : signInFailed();
}

function isUnreachable(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    const { code } = cause as { code?: unknown };
    if (cause.name === 'TimeoutError' || UNREACHABLE.test(String(code))) return true;
    if (cause instanceof AggregateError) return true;
    cause = cause.cause;
  }
  return cause instanceof Response && cause.status >= 500;
}
