import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';

test('ten codes of 80 bits, all different', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
});

test('every bit of a code is random', () => {
  const seen = Array.from({ length: 16 }, () => new Set<string>());
  for (let round = 0; round < 100; round += 1) {
    for (const code of newRecoveryCodes()) {
      for (const [place, letter] of [...code.replaceAll('-', '')].entries()) seen[place]?.add(letter);
    }
  }
  for (const letters of seen) expect(letters.size).toBe(32);
});

test('however a code is written, it is the same; another one is not', () => {
  const hash = hashRecoveryCode('01ab-cd23-4567-89ef').toString('hex');
  for (const same of [
    '01abcd23456789ef',
    ' 01AB CD23 4567 89EF ',
    'oiab-cd23-4567-89ef',
    'OLAB-CD23-4567-89EF',
  ]) {
    expect(hashRecoveryCode(same).toString('hex')).toBe(hash);
  }
  expect(hashRecoveryCode('01ab-cd23-4567-89eg').toString('hex')).not.toBe(hash);
});
