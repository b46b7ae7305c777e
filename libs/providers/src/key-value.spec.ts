import { keyValueProblem, lastFourOf, MAX_KEY_VALUE_BYTES } from './key-value.js';

describe('keyValueProblem', () => {
  it.each(['a', ' sk-1 ', 'two\nlines', '🔑'.repeat(MAX_KEY_VALUE_BYTES / 4)])(
    'has none with %#',
    (value) => {
      expect(keyValueProblem(value)).toBeNull();
    },
  );

  it.each(['', ' \n\t '])('is blank for %p', (value) => expect(keyValueProblem(value)).toBe('blank'));

  it.each(['a'.repeat(MAX_KEY_VALUE_BYTES + 1), `${'ü'.repeat(MAX_KEY_VALUE_BYTES / 2)}a`, '€'.repeat(5462)])(
    'counts bytes, not characters (%#)',
    (value) => {
      expect(keyValueProblem(value)).toBe('too_long');
      expect(keyValueProblem(value.slice(1))).toBeNull();
    },
  );

  it.each(['a\0b', 'a\ud800', '\udc00a'])('is no text where a character is none (%#)', (value) =>
    expect(keyValueProblem(value)).toBe('not_text'),
  );
});

describe('lastFourOf', () => {
  it('shows the last four characters of a long value', () =>
    expect(lastFourOf('sk-proj-abcd4f2a')).toBe('4f2a'));

  it('shows nothing of a short one', () => expect(lastFourOf('shortvalue1')).toBe(''));

  it('cuts between characters, not within one', () =>
    expect(lastFourOf('aaaaaaaaaaaa😀😀😀😀')).toBe('😀😀😀😀'));
});
