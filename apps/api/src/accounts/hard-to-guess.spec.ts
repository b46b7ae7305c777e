import { isHardToGuess } from './hard-to-guess.js';

const WORDS = ['ada.lovelace@example.com', 'Analytical Engines'];

test.each([
  'aaaaaaaaaaaaaaa',
  '123456789012345',
  'qwertyuiopasdfghjkl',
  'passwordpassword',
  'iloveyouiloveyou',
  'abcabcabcabcabc',
  'aA1!aA1!aA1!aA1!',
  'x'.repeat(1000),
  'ibyokibyokibyok',
  'ada.lovelace@example.com',
  'lovelacelovelace',
  'Analytical Engines',
  'password password',
  'Password-Password!',
  'iloveyou iloveyou',
  'admin admin admin',
  'aaaaaaa aaaaaaa',
  'p a s s w o r d 1 2 3',
])('%s is easy to guess', async (password) => {
  expect(await isHardToGuess(password, WORDS)).toBe(false);
});

test.each([
  'correct horse battery staple',
  'tulip ferry umbrella 4',
  'ein ganz langer satz',
  'kX9#vP2$mQ7!wR4%',
  '!?#$%&()*+,-./:;<=>',
  '\u1F511 \u05D0\u05D1\u05D2 kettle violet',
  `${'x'.repeat(50)}orchid pylon magnet ferry`,
])('%s is hard enough', async (password) => {
  expect(await isHardToGuess(password, WORDS)).toBe(true);
});
