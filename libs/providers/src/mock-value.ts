import { PROVIDERS, providerOf } from './catalogue.js';

const TWELVE_HEX_DIGITS = /^[0-9a-f]{12}$/;
const UNKNOWN_PROVIDER_PREFIX = 'mock-';

const MOCK_PREFIXES: ReadonlySet<string> = new Set([
  UNKNOWN_PROVIDER_PREFIX,
  ...PROVIDERS.map(({ mockPrefix }) => mockPrefix),
]);

/**
 * The mock value of a provider's key: the provider's `mockPrefix`, or `mock-` where `llmType` is not in
 * the catalogue, and the digits. The same arguments give the same value. Throws a RangeError, which does
 * not repeat the argument, unless `twelveHexDigits` is exactly 12 lower-case hexadecimal digits.
 */
export function mockValue(llmType: string, twelveHexDigits: string): string {
  if (!TWELVE_HEX_DIGITS.test(twelveHexDigits)) {
    throw new RangeError('twelveHexDigits must be exactly 12 lower-case hexadecimal digits');
  }
  return (providerOf(llmType)?.mockPrefix ?? UNKNOWN_PROVIDER_PREFIX) + twelveHexDigits;
}

/** Whether a value, taken exactly (no trimming), is one that `mockValue` gives for some provider. */
export function isMockValue(value: string): boolean {
  return TWELVE_HEX_DIGITS.test(value.slice(-12)) && MOCK_PREFIXES.has(value.slice(0, -12));
}

/** Whether a value, taken exactly, is one that `mockValue` gives for this provider; another's is not. */
export function isMockValueOf(llmType: string, value: string): boolean {
  return isMockValue(value) && value === mockValue(llmType, value.slice(-12));
}
