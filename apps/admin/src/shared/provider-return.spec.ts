import { returnProblem } from './provider-return.js';

test('the address of the page never puts words of its own on it', () => {
  expect(returnProblem('identity_unknown')).toMatch(/invitation/);
  for (const code of ['toString', '__proto__', '<b>', 'unheard_of', undefined, 7]) {
    expect(returnProblem(code)).toBeNull();
  }
});
