import { nextPage } from './next-page.js';

describe('nextPage', () => {
  it.each(['/keys', '/tokens?expired=1', '/guardrails#production'])('keeps the own page %s', (path) => {
    expect(nextPage(path)).toBe(path);
  });

  it.each([
    'https://example.com/keys',
    '//example.com',
    '/\\example.com',
    'javascript:alert(1)',
    '/',
    '',
    '/sign-in',
    '/sign-up',
    '/setup?x=1',
    undefined,
    7,
  ])('refuses %p', (value) => {
    expect(nextPage(value)).toBeUndefined();
  });
});
