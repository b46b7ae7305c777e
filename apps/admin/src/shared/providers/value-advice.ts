import { detectProvider, isMockValue, type Provider, providerOf } from '@ibyok/providers';

/** What the dashboard thinks of a pasted value; `none` where there is nothing to say. */
export type ValueAdvice =
  | { readonly kind: 'none' }
  | { readonly kind: 'recognised'; readonly provider: Provider }
  | { readonly kind: 'mock' }
  | { readonly kind: 'other_provider'; readonly provider: Provider }
  | { readonly kind: 'unlikely'; readonly provider: Provider };

/** Advises on a value as pasted, for the provider chosen so far (`llmType`, empty for none). */
export function adviseOnValue(pasted: string, llmType: string): ValueAdvice {
  const value = pasted.trim();
  if (value === '') return { kind: 'none' };
  if (isMockValue(value)) return { kind: 'mock' };
  const detected = detectProvider(value);
  const chosen = providerOf(llmType);
  if (detected) {
    const kind = chosen === null || chosen.llmType === detected.llmType ? 'recognised' : 'other_provider';
    return { kind, provider: detected };
  }
  if (chosen?.keyPattern && !new RegExp(chosen.keyPattern).test(value)) {
    return { kind: 'unlikely', provider: chosen };
  }
  return { kind: 'none' };
}
