import { setupTokenIn } from './setup-token.js';

describe('setupTokenIn', () => {
  it('reads the token of a setup link', () => {
    expect(setupTokenIn('#token=setup_4f2a-B_c')).toBe('setup_4f2a-B_c');
  });

  it.each(['', '#', '#content', '#other=1', '#token='])('finds none in %p', (fragment) => {
    expect(setupTokenIn(fragment)).toBe('');
  });
});
