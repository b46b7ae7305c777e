import { randomBytes } from 'node:crypto';
import { masterKeyFrom } from './master-key.js';
import { SigningKeys } from './signing-keys.js';

const [old, newer, other] = [1, 2, 3].map(() => masterKeyFrom(randomBytes(32)));
if (!old || !newer || !other) throw new Error('no keys');
const keys = new SigningKeys([newer, old]);

test('the same master key signs on every server alike', () => {
  expect(new SigningKeys([newer]).sign('a text')).toEqual(keys.sign('a text'));
});

test('knows what one of its master keys has signed', () => {
  expect(keys.verifies('a text', keys.sign('a text'))).toBe(true);
  expect(keys.verifies('a text', new SigningKeys([old]).sign('a text'))).toBe(true);
});

test('refuses another text, another key, and a signature that is none', () => {
  const signed = keys.sign('a text');
  expect(keys.verifies('another text', signed)).toBe(false);
  expect(keys.verifies('a text', new SigningKeys([other]).sign('a text'))).toBe(false);
  expect(keys.verifies('a text', { ...signed, signature: '' })).toBe(false);
  expect(keys.verifies('a text', { ...signed, publicKey: '' })).toBe(false);
});

test('does not show the master key', () => {
  const bytes = randomBytes(32);
  const { publicKey, signature } = new SigningKeys([masterKeyFrom(bytes)]).sign('a text');
  const seen = Buffer.concat([Buffer.from(publicKey, 'base64'), Buffer.from(signature, 'base64')]);
  expect(seen.includes(bytes)).toBe(false);
});
