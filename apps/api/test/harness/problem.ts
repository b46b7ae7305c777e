import type { Answer } from './api-client.js';
import type { Problem } from './contract.js';

const FIELDS = ['type', 'title', 'status', 'code', 'detail', 'requestId', 'errors'];
/** What the inside would look like: a stack's frame, SQL, a file, a driver's word. */
const INSIDE =
  /\bat (?:async )?(?:\S+ )?\(?(?:file:|node:|\/).*:\d+:\d+|node_modules|\/dist\/|\.[jt]s\b|\bSELECT\b|\bINSERT\b|\bUPDATE\b.+\bSET\b|relation "|QueryFailed|SyntaxError|TypeError|postgres|ECONN|ibyok_app|ibyok_door/;

/** Expects an answer to be a problem as the contract has it, with nothing of the inside; returns its body. */
export function expectProblem(answer: Answer, status: number, code?: string): Problem {
  const problem = answer.body as Problem;
  const shown = { status: answer.status, code: problem?.code };
  expect(shown).toEqual({ status, code: code ?? expect.stringMatching(/^[a-z]+(_[a-z0-9]+)*$/) });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(; charset=utf-8)?$/);
  expect(problem).toMatchObject({
    type: expect.any(String),
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
    requestId: expect.stringMatching(/./),
  });
  expect(Object.keys(problem).filter((field) => !FIELDS.includes(field))).toEqual([]);
  for (const error of problem.errors ?? []) {
    expect(error).toEqual({ field: expect.any(String), message: expect.any(String) });
  }
  expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
  expect(answer.text).not.toMatch(INSIDE);
  return problem;
}

/** A problem's body without what is each request's own. */
export function withoutRequestId(answer: Answer): Omit<Problem, 'requestId'> {
  const { requestId, ...rest } = answer.body as Problem;
  expect(requestId).toMatch(/./);
  return rest;
}

/** Expects two answers to be the same in all but what is each request's own. */
export function expectSame(one: Answer, other: Answer): void {
  expect(one.status).toBe(other.status);
  expect(withoutRequestId(one)).toEqual(withoutRequestId(other));
  const headers = (answer: Answer) =>
    [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  expect(headers(one)).toEqual(headers(other));
}
