import {
  type FailureFacts,
  IbyokAuthenticationError,
  IbyokDeniedError,
  IbyokError,
  IbyokNotFoundError,
  IbyokRateLimitedError,
  IbyokRefusedError,
  IbyokServerError,
  IbyokUnexpectedAnswerError,
} from './errors.js';

/** What came back, as far as an error tells of it. */
export interface Refusal {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  /** The body as JSON; undefined where it is none. */
  readonly body: unknown;
  /** What must not be repeated, whatever the server says: the token, the value that was sent. */
  readonly secrets: readonly string[];
}

const MAX_DETAIL = 500;
const CODE = /^[a-z][a-z0-9_]{0,63}$/;

/** What to do, by code; the server's own sentence says what is wrong. */
const ADVICE: Readonly<Record<string, string>> = {
  environment_not_allowed: 'Use a token that is bound to this environment, or name another environment.',
  scope_missing: 'Use a token with the scope that this needs.',
  key_not_found:
    "Look for it with the list of keys, or bind the token to it: the server doesn't say which it is.",
};

/** The error for an answer that is no success. */
export function errorOf({ status, body, requestId, retryAfter, secrets }: Refusal): IbyokError {
  const problem = isRecord(body) ? body : {};
  const { code: given, detail: said } = problem;
  const code = typeof given === 'string' && CODE.test(given) && !tellsOne(given, secrets) ? given : undefined;
  const facts: FailureFacts = { code: code ?? `http_${status}`, status, requestId, retryAfter };
  const sentence = typeof said === 'string' ? plain(said, secrets) : '';
  const detail = (otherwise: string): string =>
    [sentence || otherwise, code && ADVICE[code]].filter((part) => part).join(' ');
  if (status === 401) {
    const advice =
      'The access token is unknown, revoked or expired: set IBYOK_ACCESS_TOKEN to one that is valid.';
    return new IbyokAuthenticationError(advice, facts);
  }
  if (status >= 500) {
    return new IbyokServerError(detail(`The server failed (${status}): look into its log.`), facts);
  }
  if (status === 429) {
    const wait = retryAfter === undefined ? 'wait a while' : `wait ${retryAfter} s`;
    return new IbyokRateLimitedError(`Too many requests: ${wait} before the next one.`, facts);
  }
  if (code === undefined) return notTheContract(status, requestId);
  if (status === 403) return new IbyokDeniedError(detail('The access token may not do this.'), facts);
  if (status === 404) return new IbyokNotFoundError(detail('There is no such key.'), facts);
  return new IbyokRefusedError(detail(`The server refused the request (${status}).`), facts);
}

/** The error for an answer that no IBYOK server gives: a proxy's, a login page's, another server's. */
export function notTheContract(status: number, requestId?: string): IbyokUnexpectedAnswerError {
  const redirected = status === 0 || (status >= 300 && status < 400);
  const what = redirected ? 'answers with a redirect' : `does not answer as an IBYOK server (${status})`;
  return new IbyokUnexpectedAnswerError(`What is at IBYOK_API ${what}: set it to the server's own address.`, {
    code: 'unexpected_answer',
    status,
    requestId,
  });
}

/** Whether a text has a secret in it. */
export function tellsOne(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== '' && text.includes(secret));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line without a terminal's control characters, and without the secrets. */
function plain(text: string, secrets: readonly string[]): string {
  let line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  for (const secret of secrets) if (secret !== '') line = line.replaceAll(secret, '[secret]');
  return line.slice(0, MAX_DETAIL).trim();
}
