import type { Problem } from './problem.js';
import { PROBLEM_TITLES } from './problem-titles.js';

/** The body of a problem answer, in RFC 9457's form. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    type: 'about:blank',
    title: PROBLEM_TITLES[problem.status],
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    requestId,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  };
}
