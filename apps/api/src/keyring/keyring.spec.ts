import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Keyring, UnopenableValueError } from './keyring.js';
import { masterKeyFrom } from './master-key.js';
import type { SealBinding, SealedValue } from './sealed-value.js';

const PLACE: SealBinding = { tenantId: 'ten_a', keyId: 'key_a', version: 1 };

function newMasterKey() {
  return masterKeyFrom(randomBytes(32));
}

describe('Keyring', () => {
  const keyring = new Keyring([newMasterKey()]);

  it('opens what it sealed, byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (value, version) => {
        const place = { ...PLACE, version };
        expect(keyring.open(keyring.seal(value, place), place)).toBe(value);
      }),
    );
  });

  it.each<[string, SealBinding]>([
    ['tenant', { ...PLACE, tenantId: 'ten_b' }],
    ['key', { ...PLACE, keyId: 'key_b' }],
    ['version', { ...PLACE, version: 2 }],
    ['boundary between tenant and key', { tenantId: 'ten_ak', keyId: 'ey_a', version: 1 }],
  ])('does not open for another %s', (_, place) => {
    const sealed = keyring.seal('a value', PLACE);
    expect(() => keyring.open(sealed, place)).toThrow(UnopenableValueError);
  });

  it('opens an account’s secret for that account alone, and not as a key’s value', () => {
    const sealed = keyring.seal('a secret', { accountId: 'acc_a' });
    expect(keyring.open(sealed, { accountId: 'acc_a' })).toBe('a secret');
    for (const place of [{ accountId: 'acc_b' }, { tenantId: 'acc_a', keyId: '', version: 1 }]) {
      expect(() => keyring.open(sealed, place)).toThrow(UnopenableValueError);
    }
  });

  it('does not open after any bit of it has changed', () => {
    const sealed = keyring.seal('a value of some length', PLACE);
    fc.assert(
      fc.property(
        fc.constantFrom('wrappedDataKey' as const, 'sealedValue' as const),
        fc.nat(),
        (part, bit) => {
          const bytes = Buffer.from(sealed[part]);
          const position = bit % (bytes.length * 8);
          bytes[position >> 3] = (bytes[position >> 3] ?? 0) ^ (1 << (position & 7));
          expect(() => keyring.open({ ...sealed, [part]: bytes }, PLACE)).toThrow(UnopenableValueError);
        },
      ),
    );
  });

  it('does not open when cut, of another format, or under a master key it does not hold', () => {
    const sealed = keyring.seal('a value', PLACE);
    const broken: SealedValue[] = [
      { ...sealed, sealedValue: sealed.sealedValue.subarray(0, 10) },
      { ...sealed, wrappedDataKey: Buffer.alloc(0) },
      { ...sealed, format: 2 },
      { ...sealed, masterKeyId: 'mk_0000000000000000' },
    ];
    for (const one of broken) expect(() => keyring.open(one, PLACE)).toThrow(UnopenableValueError);
    expect(() => new Keyring([newMasterKey()]).open(sealed, PLACE)).toThrow(UnopenableValueError);
  });

  it('does not take a wrapped data key for a value, though both are sealed alike', () => {
    const sealed = keyring.seal('a value', PLACE);
    const swapped = { ...sealed, sealedValue: sealed.wrappedDataKey, wrappedDataKey: sealed.sealedValue };
    expect(() => keyring.open(swapped, PLACE)).toThrow(UnopenableValueError);
  });

  it('uses a fresh data key and nonce every time', () => {
    const one = keyring.seal('the same', PLACE);
    const two = keyring.seal('the same', PLACE);
    expect(one.wrappedDataKey.equals(two.wrappedDataKey)).toBe(false);
    expect(one.sealedValue.equals(two.sealedValue)).toBe(false);
    expect(one.sealedValue.subarray(0, 12).equals(two.sealedValue.subarray(0, 12))).toBe(false);
  });

  it('seals under the newest master key and opens under every one it holds', () => {
    const [older, newer] = [newMasterKey(), newMasterKey()];
    const before = new Keyring([older]).seal('old', PLACE);
    const rotated = new Keyring([newer, older]);
    expect(rotated.open(before, PLACE)).toBe('old');
    expect(rotated.seal('new', PLACE).masterKeyId).toBe(newer.id);
  });

  it('holds nothing of value, data key or master key in what it stores', () => {
    const bytes = randomBytes(32);
    const sealed = new Keyring([masterKeyFrom(bytes)]).seal('sk-planted-value', PLACE);
    const stored = Buffer.concat([
      Buffer.from(sealed.masterKeyId),
      sealed.wrappedDataKey,
      sealed.sealedValue,
    ]);
    expect(stored.includes('sk-planted-value')).toBe(false);
    expect(stored.includes(bytes)).toBe(false);
    expect(stored.toString()).not.toContain(bytes.toString('hex').slice(0, 16));
  });
});
