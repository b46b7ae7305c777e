import { ProblemError } from '../../shared/api/problem.js';
import { asksForCode, signInRefusal } from './sign-in-refusal.js';

const problem = (status: number, code: string, retryAfter: string | null = null) =>
  new ProblemError(status, { code, detail: 'The server’s words.' }, retryAfter);

test('a missing code is asked for, not complained about', () => {
  expect(signInRefusal(problem(401, 'code_required'))).toBeNull();
  expect(asksForCode(problem(401, 'code_required'))).toBe(true);
  expect(asksForCode(problem(401, 'invalid_credentials'))).toBe(false);
});

test('a limit says when to try again', () => {
  expect(signInRefusal(problem(429, 'too_many_attempts', '840'))).toBe(
    'Too many attempts. Try again in 14 min.',
  );
  expect(signInRefusal(problem(429, 'too_many_attempts'))).toBe('Too many attempts. Try again later.');
});
