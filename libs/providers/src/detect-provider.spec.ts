import fc from 'fast-check';
import { PROVIDERS } from './catalogue.js';
import { detectProvider } from './detect-provider.js';
import { mockValue } from './mock-value.js';

// Built here, never written out: a whole key in the source would set off every secret scanner.
const mixed = (length: number): string => 'aB3dE5gH7j'.repeat(30).slice(0, length);
const hex = (length: number): string => '0a1b2c3d4e5f6789'.repeat(30).slice(0, length);
const marker = ['T3Blb', 'kFJ'].join('');
const twelveHexDigits = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 12,
  maxLength: 12,
});

const RECOGNISED: readonly (readonly [string, string, string])[] = [
  ['openai', 'project key', `sk-${'proj-'}${mixed(74)}${marker}${mixed(74)}`],
  ['openai', 'service account key', `sk-${'svcacct-'}${mixed(58)}${marker}${mixed(58)}`],
  ['openai', 'admin key', `sk-${'admin-'}${mixed(58)}${marker}${mixed(58)}`],
  ['openai', 'older key', `sk-${mixed(20)}${marker}${mixed(20)}`],
  ['anthropic', 'key', `sk-${'ant-'}api03-${mixed(93)}AA`],
  ['anthropic', 'admin key', `sk-${'ant-'}admin01-${mixed(93)}AA`],
  ['google', 'auth key', `AQ${'.'}Ab${mixed(48)}`],
  ['google', 'standard key', `AI${'za'}Sy${mixed(33)}`],
  ['xai', 'key', `xai${'-'}${mixed(80)}`],
  ['groq', 'key', `gsk${'_'}${mixed(52)}`],
  ['amazon-bedrock', 'long-term key', `AB${'SK'}${mixed(128)}=`],
  ['amazon-bedrock', 'short-term key', `bedrock${'-api-key-'}${mixed(300)}`],
  ['openrouter', 'key', `sk-${'or-'}v1-${hex(64)}`],
  ['vercel-ai-gateway', 'key', `vck${'_'}${mixed(56)}`],
  ['perplexity', 'key', `pplx${'-'}${mixed(48)}`],
  ['replicate', 'token', `r8${'_'}${mixed(37)}`],
  ['huggingface', 'user token', `hf${'_'}${mixed(34)}`],
  ['huggingface', 'organisation token', `api_org${'_'}${mixed(34)}`],
  ['nvidia', 'key', `nvapi${'-'}${mixed(64)}`],
  ['friendli', 'token', `flp${'_'}${mixed(46)}`],
  ['elevenlabs', 'key', `sk${'_'}${hex(48)}`],
  ['cartesia', 'key', `sk${'_car_'}${mixed(20)}`],
  ['voyage', 'key', `pa${'-'}${mixed(43)}`],
  ['voyage', 'other key', `al${'-'}${mixed(43)}`],
  ['jina', 'key', `jina${'_'}${mixed(60)}`],
];

describe('detectProvider', () => {
  it.each(RECOGNISED)('recognises %s by its %s, whatever white space is around', (llmType, _, key) => {
    expect(detectProvider(key)?.llmType).toBe(llmType);
    expect(detectProvider(`\r\n\t ${key}\u00a0 \n`)?.llmType).toBe(llmType);
  });

  it.each(RECOGNISED)('takes no other value for %s: cut off, inside a text (%s)', (_, __, key) => {
    expect(detectProvider(key.slice(0, 12))).toBeNull();
    expect(detectProvider(`KEY=${key}`)).toBeNull();
    expect(detectProvider(`${key} ${key}`)).toBeNull();
    expect(detectProvider(`${key}\n#`)).toBeNull();
  });

  it('has a sample above of every provider that it can recognise', () => {
    const recognisable = PROVIDERS.filter(({ keyPattern, sharedShape }) => keyPattern && !sharedShape);
    expect(new Set(RECOGNISED.map(([llmType]) => llmType))).toEqual(
      new Set(recognisable.map(({ llmType }) => llmType)),
    );
  });

  it('recognises whatever a pattern of its own allows: no two patterns overlap', () => {
    const keys = PROVIDERS.flatMap(({ llmType, keyPattern, sharedShape }) =>
      keyPattern === null || sharedShape
        ? []
        : [fc.tuple(fc.constant(llmType), fc.stringMatching(new RegExp(keyPattern)))],
    );
    fc.assert(
      fc.property(fc.oneof(...keys), ([llmType, key]) => {
        expect(detectProvider(key)?.llmType).toBe(llmType);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['DeepSeek and others', `sk-${hex(32)}`],
    ['Stability and others', `sk-${mixed(48)}`],
    ['Mistral, AssemblyAI, Azure', hex(32)],
    ['Cohere, Deepgram', hex(40)],
    ['AI21 and everything with a UUID', `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`],
    ['Novita and others', `sk_${mixed(43)}`],
    ['a payment provider', `sk_${'live_'}${mixed(24)}`],
    ['nobody', ''],
    ['nobody', '   '],
    ['nobody', 'sk-'],
  ])('guesses nobody where it may be the key of %s', (_, value) => {
    expect(detectProvider(value)).toBeNull();
  });

  it('takes no mock of any provider for a key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROVIDERS), twelveHexDigits, ({ llmType }, digits) => {
        expect(detectProvider(mockValue(llmType, digits))).toBeNull();
      }),
    );
  });

  it('never throws, and is never certain of what its own pattern denies', () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom(...PROVIDERS), fc.string({ maxLength: 200 })).map(([p, s]) => p.keyPrefix + s),
    );
    fc.assert(
      fc.property(pasted, (value) => {
        const provider = detectProvider(value);
        if (provider) expect(value.trim()).toMatch(new RegExp(provider.keyPattern ?? '(?!)'));
      }),
      { numRuns: 2000 },
    );
  });
});
