import { mockValue } from '@ibyok/providers';
import { adviseOnValue } from './value-advice.js';

const ANTHROPIC = `sk-ant-api03-${'a'.repeat(93)}AA`;

describe('adviseOnValue', () => {
  it('has nothing to say of an empty field', () => {
    expect(adviseOnValue('  ', 'openai')).toEqual({ kind: 'none' });
  });

  it('recognises the provider, with white space around the value', () => {
    expect(adviseOnValue(` ${ANTHROPIC}\n`, '')).toMatchObject({
      kind: 'recognised',
      provider: { llmType: 'anthropic' },
    });
  });

  it('warns of a mock value, whichever provider is chosen', () => {
    expect(adviseOnValue(` ${mockValue('openai', 'abc123def456')}`, 'openai')).toEqual({ kind: 'mock' });
  });

  it('warns where the key belongs to another provider than the chosen one', () => {
    expect(adviseOnValue(ANTHROPIC, 'openai')).toMatchObject({
      kind: 'other_provider',
      provider: { llmType: 'anthropic' },
    });
  });

  it('warns where the value does not look like one of the chosen provider', () => {
    expect(adviseOnValue('half-a-key', 'anthropic')).toMatchObject({ kind: 'unlikely' });
  });

  it('leaves a custom provider alone', () => {
    expect(adviseOnValue('anything', 'custom')).toEqual({ kind: 'none' });
  });
});
