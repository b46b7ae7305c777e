import { problemsText } from '../../text/problems.js';

/** One field that the server refused, and why. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** An answer of the API that is not a success (RFC 9457), with its status and stable code. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
  /** Seconds until another try is worth it, where the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const problem = isRecord(body) ? body : {};
    super(text(problem.detail) ?? text(problem.title) ?? problemsText.status(status));
    this.name = 'ProblemError';
    this.status = status;
    this.code = text(problem.code) ?? 'unexpected';
    this.requestId = text(problem.requestId);
    this.fields = Array.isArray(problem.errors) ? problem.errors.filter(isFieldProblem) : [];
    const seconds = Number(retryAfter);
    this.retryAfter = Number.isInteger(seconds) && seconds > 0 ? seconds : null;
  }
}

/** No answer of IBYOK arrived at all: the server is down, restarting, or out of reach. */
export class UnreachableError extends Error {
  constructor() {
    super(problemsText.unreachable);
    this.name = 'UnreachableError';
  }
}

/** True for a problem with this code. */
export function isProblem(error: unknown, code: string): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

/** One sentence for people about an error of any kind. */
export function errorMessage(error: unknown): string {
  if (error instanceof ProblemError || error instanceof UnreachableError) return error.message;
  return problemsText.unexpected;
}

/**
 * The server's messages by field, for a form to show beside its inputs; `known` are the form's fields.
 * Returns null where no message belongs to one of them.
 */
export function fieldErrors(error: unknown, known: readonly string[]): Record<string, string> | null {
  if (!(error instanceof ProblemError)) return null;
  const found: Record<string, string> = {};
  for (const { field, message } of error.fields) {
    if (known.includes(field)) found[field] ??= sentence(message);
  }
  if (error.code === 'name_taken' && known.includes('name')) found.name ??= error.message;
  if (error.code === 'slug_taken' && known.includes('slug')) found.slug ??= error.message;
  return Object.keys(found).length > 0 ? found : null;
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.field === 'string' && typeof value.message === 'string';
}
