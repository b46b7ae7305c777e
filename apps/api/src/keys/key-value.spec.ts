import { lastFourOf } from './key-value.js';

describe('lastFourOf', () => {
  it('shows the last four characters of a long value', () =>
    expect(lastFourOf('sk-proj-abcd4f2a')).toBe('4f2a'));

  it('shows nothing of a short one', () => expect(lastFourOf('shortvalue1')).toBe(''));

  it('cuts between characters, not within one', () =>
    expect(lastFourOf('aaaaaaaaaaaa😀😀😀😀')).toBe('😀😀😀😀'));
});
