import {
  IbyokAuthenticationError,
  IbyokDeniedError,
  IbyokError,
  IbyokNotFoundError,
  IbyokRateLimitedError,
  IbyokRefusedError,
  IbyokServerError,
  IbyokUnexpectedAnswerError,
} from './errors.js';
import { TOKEN } from './platform.fake.js';
import { errorOf } from './refusals.js';

const refusal = { requestId: 'req-1', retryAfter: undefined, secrets: [TOKEN] };
const body = (code: string, detail = 'What is wrong.') => ({ code, detail });

test.each([
  [401, 'access_token_refused', IbyokAuthenticationError],
  [403, 'environment_not_allowed', IbyokDeniedError],
  [404, 'key_not_found', IbyokNotFoundError],
  [409, 'slug_taken', IbyokRefusedError],
  [429, 'too_many_requests', IbyokRateLimitedError],
  [500, 'internal', IbyokServerError],
  [503, 'not_ready', IbyokServerError],
])('%i %s is an error of its own kind', (status, code, kind) => {
  const error = errorOf({ ...refusal, status, body: body(code) });
  expect(error).toBeInstanceOf(kind);
  expect(error).toBeInstanceOf(IbyokError);
  expect(error).toMatchObject({ name: kind.name, status, code, requestId: 'req-1' });
  expect(error.message).toBe(error.detail);
  expect(error.detail).not.toBe('');
});

test('a refusal that is not the contract’s is told as such: somebody else answers there', () => {
  for (const given of [undefined, '<html>', null, [], { code: 'Not a Code' }, { code: 7 }]) {
    for (const status of [403, 404, 400]) {
      expect(errorOf({ ...refusal, status, body: given })).toBeInstanceOf(IbyokUnexpectedAnswerError);
    }
  }
});

test('no error repeats a secret, whatever the server says, nor moves a terminal’s cursor', () => {
  const detail = `You sent Bearer ${TOKEN}\u001b[2J\r\nand sk-live.`;
  const secrets = [TOKEN, 'sk-live'];
  for (const status of [400, 403, 404, 500]) {
    const error = errorOf({ ...refusal, secrets, status, body: body('odd', detail) });
    expect(error.detail).toContain('You sent Bearer [secret]');
    expect(JSON.stringify(error) + String(error)).not.toMatch(/ibyok_|sk-live/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(error.detail).not.toMatch(/[\u0000-\u001f]/);
  }
});

test('a sentence that does not end is cut', () => {
  const error = errorOf({ ...refusal, status: 400, body: body('odd', 'x'.repeat(10_000)) });
  expect(error.detail.length).toBeLessThan(600);
});
