/** What is known about a failure besides its sentence. */
export interface FailureFacts {
  /** A stable word for programs. */
  readonly code: string;
  /** The HTTP status; absent where the server did not answer. */
  readonly status?: number;
  /** What the server's record and log call the request. */
  readonly requestId?: string;
  /** How long to wait before asking again, in seconds; absent where the server did not say. */
  readonly retryAfter?: number;
}

/**
 * Everything that this package throws, but for an abort by the caller's own signal. Its `detail`, which is its
 * message too, says what to do; neither ever holds an access token or a key's value.
 */
export class IbyokError extends Error {
  // Written out: a bundler shortens the names of classes.
  override readonly name: string = 'IbyokError';
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly detail: string;

  constructor(detail: string, { code, status, requestId }: FailureFacts) {
    super(detail);
    this.detail = detail;
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }
}

/** A setting is missing or wrong: nothing was sent. */
export class IbyokConfigurationError extends IbyokError {
  override readonly name: string = 'IbyokConfigurationError';
}

/** No whole answer came: no connection, a lost one, or (`IbyokTimeoutError`) none in time. */
export class IbyokUnreachableError extends IbyokError {
  override readonly name: string = 'IbyokUnreachableError';
}

/** No whole answer came in time. */
export class IbyokTimeoutError extends IbyokUnreachableError {
  override readonly name: string = 'IbyokTimeoutError';
}

/** 401: the access token is unknown, revoked, suspended or expired. */
export class IbyokAuthenticationError extends IbyokError {
  override readonly name: string = 'IbyokAuthenticationError';
}

/** 403: the access token is valid and may not do this. */
export class IbyokDeniedError extends IbyokError {
  override readonly name: string = 'IbyokDeniedError';
}

/** 404: there is no such key, or the access token may not read it; the server does not say which. */
export class IbyokNotFoundError extends IbyokError {
  override readonly name: string = 'IbyokNotFoundError';
}

/** 429: too many requests. */
export class IbyokRateLimitedError extends IbyokError {
  override readonly name: string = 'IbyokRateLimitedError';
  /** How long the server asks to wait, in seconds; undefined where it did not say. */
  readonly retryAfter: number | undefined;

  constructor(detail: string, facts: FailureFacts) {
    super(detail, facts);
    this.retryAfter = facts.retryAfter;
  }
}

/** Any other 4xx: the request was wrong. */
export class IbyokRefusedError extends IbyokError {
  override readonly name: string = 'IbyokRefusedError';
}

/** 5xx: the server failed. */
export class IbyokServerError extends IbyokError {
  override readonly name: string = 'IbyokServerError';
  /** How long the server asks to wait, in seconds; undefined where it did not say. */
  readonly retryAfter: number | undefined;

  constructor(detail: string, facts: FailureFacts) {
    super(detail, facts);
    this.retryAfter = facts.retryAfter;
  }
}

/** Something answered that does not speak IBYOK's contract, such as a proxy, a login page or another server. */
export class IbyokUnexpectedAnswerError extends IbyokError {
  override readonly name: string = 'IbyokUnexpectedAnswerError';
}
