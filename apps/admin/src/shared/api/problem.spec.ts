import { errorMessage, fieldErrors, isProblem, ProblemError, UnreachableError } from './problem.js';

const problem = (code: string, extra: object = {}) =>
  new ProblemError(409, { code, detail: 'Another key has this name.', requestId: 'req_1', ...extra });

describe('ProblemError', () => {
  it('takes code, detail and request id from a problem document', () => {
    const error = problem('name_taken');
    expect(error).toMatchObject({
      status: 409,
      code: 'name_taken',
      message: 'Another key has this name.',
      requestId: 'req_1',
    });
    expect(isProblem(error, 'name_taken')).toBe(true);
    expect(isProblem(error, 'slug_taken')).toBe(false);
  });

  it.each([undefined, null, '<html>', { code: 7, detail: {}, errors: 'x' }])('bears %p', (body) => {
    expect(new ProblemError(502, body)).toMatchObject({
      code: 'unexpected',
      message: 'The server answered 502.',
      fields: [],
    });
  });

  it('reads the seconds of Retry-After', () => {
    expect(new ProblemError(429, {}, '60').retryAfter).toBe(60);
    expect(new ProblemError(429, {}, 'soon').retryAfter).toBeNull();
    expect(new ProblemError(429, {}).retryAfter).toBeNull();
  });
});

describe('fieldErrors', () => {
  it('gives each field its first message, as a sentence', () => {
    const error = problem('validation_failed', {
      errors: [
        { field: 'name', message: 'must not be empty' },
        { field: 'name', message: 'second' },
        { field: 'other', message: 'unknown here' },
        { field: 1 },
      ],
    });
    expect(fieldErrors(error, ['name'])).toEqual({ name: 'Must not be empty' });
  });

  it('puts a taken name beside the name', () => {
    expect(fieldErrors(problem('name_taken'), ['name', 'slug'])).toEqual({
      name: 'Another key has this name.',
    });
    expect(fieldErrors(problem('slug_taken'), ['name'])).toBeNull();
  });

  it('has nothing for other errors', () => {
    expect(fieldErrors(new UnreachableError(), ['name'])).toBeNull();
  });
});

describe('errorMessage', () => {
  it('never shows the words of a programming error', () => {
    expect(errorMessage(new TypeError('x is undefined'))).not.toContain('undefined');
    expect(errorMessage(problem('x'))).toBe('Another key has this name.');
  });
});
