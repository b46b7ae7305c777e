/** One field that is wrong, named as the request names it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A status that the API answers errors with. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 429 | 431 | 500 | 503;

interface ProblemExtras {
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An error the API answers as problem+json (RFC 9457). `code` is stable for programs, `detail` is for
 * people and says what to change; neither repeats anything the request held.
 */
export class Problem extends Error {
  readonly errors: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: ProblemStatus,
    readonly code: string,
    readonly detail: string,
    extras: ProblemExtras = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.errors = extras.errors ?? [];
    this.headers = extras.headers ?? {};
  }

  /** The 400 for one field that is wrong; the message completes a sentence that begins with the field. */
  static ofField(field: string, message: string): Problem {
    return Problem.ofFields([{ field, message }]);
  }

  /** The 400 for fields that are wrong. */
  static ofFields(errors: readonly FieldProblem[]): Problem {
    return new Problem(400, 'validation_failed', 'The request has fields that are wrong.', { errors });
  }
}

/** The 503 for work that the server has no room for now. */
export function overloaded(): Problem {
  const detail = 'The server has more requests than it can serve. Try again shortly.';
  return new Problem(503, 'overloaded', detail, { headers: { 'retry-after': '1' } });
}
