import fc from 'fast-check';
import { PROVIDERS, providerOf } from './catalogue.js';
import { isMockValue, isMockValueOf, mockValue } from './mock-value.js';

const twelveHexDigits = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 12,
  maxLength: 12,
});
const anyLlmType = fc.oneof(fc.constantFrom(...PROVIDERS.map(({ llmType }) => llmType)), fc.string());

describe('mockValue', () => {
  it('has the four documented forms, the provider’s own prefix elsewhere, none for a stranger', () => {
    const unlike = new Set(['openai', 'anthropic', 'google', 'groq']);
    const others = PROVIDERS.filter(({ llmType }) => !unlike.has(llmType));
    fc.assert(
      fc.property(twelveHexDigits, (digits) => {
        expect(mockValue('openai', digits)).toBe(`sk-mock-openai-${digits}`);
        expect(mockValue('anthropic', digits)).toBe(`sk-ant-mock-${digits}`);
        expect(mockValue('google', digits)).toBe(`AIzaMock-${digits}`);
        expect(mockValue('groq', digits)).toBe(`gsk-mock-${digits}`);
        for (const { llmType, keyPrefix } of others) {
          expect(mockValue(llmType, digits)).toBe(`${keyPrefix}mock-${digits}`);
        }
        expect(mockValue('no-such-provider', digits)).toBe(`mock-${digits}`);
      }),
    );
  });

  it('gives the same value again, recognised as a mock', () => {
    fc.assert(
      fc.property(anyLlmType, twelveHexDigits, (llmType, digits) => {
        const value = mockValue(llmType, digits);
        expect(mockValue(llmType, digits)).toBe(value);
        expect(value.endsWith(digits)).toBe(true);
        expect(isMockValue(value)).toBe(true);
      }),
    );
  });

  it('refuses anything but 12 lower-case hexadecimal digits, without repeating it', () => {
    const bad = fc.oneof(
      fc.string(),
      twelveHexDigits.map((digits) => `${digits}0`),
      twelveHexDigits.map((digits) => digits.slice(1)),
      twelveHexDigits.map((digits) => `${digits}\n`),
      twelveHexDigits.map((digits) => `A${digits.slice(1)}`),
      twelveHexDigits.map((digits) => `g${digits.slice(1)}`),
    );
    fc.assert(
      fc.property(anyLlmType, bad, (llmType, notDigits) => {
        fc.pre(!/^[0-9a-f]{12}$/.test(notDigits));
        const refused = () => mockValue(llmType, notDigits);
        expect(refused).toThrow(RangeError);
        expect(refused).toThrow(/^twelveHexDigits must be exactly 12 lower-case hexadecimal digits$/);
      }),
    );
  });
});

describe('isMockValue', () => {
  it('denies what is only like a mock', () => {
    const digits = '0123456789ab';
    for (const value of [
      '',
      digits,
      'mock-',
      `mock-${digits}0`,
      ` mock-${digits}`,
      `mock-${digits}\n`,
      `mock-${digits.toUpperCase()}`,
      `SK-MOCK-OPENAI-${digits}`,
      `x-mock-${digits}`,
      `sk-mock-mistral-${digits}`,
    ]) {
      expect(isMockValue(value)).toBe(false);
    }
  });

  it('denies every value of a live shape', () => {
    const live = PROVIDERS.flatMap(({ keyPattern }) => (keyPattern === null ? [] : [keyPattern]));
    fc.assert(
      fc.property(
        fc.constantFrom(...live).chain((pattern) => fc.stringMatching(new RegExp(pattern))),
        (key) => {
          expect(isMockValue(key)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('shows people a mock that begins as their keys do', () => {
    expect(providerOf('openrouter')?.mockPrefix).toBe('sk-or-mock-');
    expect(providerOf('huggingface')?.mockPrefix).toBe('hf_mock-');
    expect(providerOf('mistral')?.mockPrefix).toBe('mock-');
  });
});

describe('isMockValueOf', () => {
  it('knows a provider’s own, and no other’s, whatever they begin with', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROVIDERS),
        fc.constantFrom(...PROVIDERS),
        twelveHexDigits,
        (one, other, digits) => {
          const value = mockValue(one.llmType, digits);
          expect(isMockValueOf(one.llmType, value)).toBe(true);
          expect(isMockValueOf(other.llmType, value)).toBe(one.mockPrefix === other.mockPrefix);
        },
      ),
    );
    // DeepSeek's begin with sk-mock-, too.
    expect(isMockValueOf('deepseek', mockValue('openai', '0123456789ab'))).toBe(false);
    expect(isMockValueOf('openai', 'sk-mock-openai-')).toBe(false);
  });
});
