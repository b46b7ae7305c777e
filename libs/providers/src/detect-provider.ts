import { PROVIDERS } from './catalogue.js';
import type { Provider } from './provider.js';

interface Recogniser {
  readonly provider: Provider;
  readonly pattern: RegExp;
}

const RECOGNISERS: readonly Recogniser[] = PROVIDERS.flatMap((provider) =>
  provider.keyPattern === null || provider.sharedShape
    ? []
    : [{ provider, pattern: new RegExp(provider.keyPattern) }],
);

/**
 * Tells whose key a pasted value is. Takes the value as pasted, with white space around it ignored;
 * returns the one provider whose `keyPattern` the whole rest matches. Returns null where no provider's
 * or more than one's does: a wrong guess sends a key to the wrong company. A shape that several
 * companies issue (`sharedShape`), such as a bare `sk-` and 32 digits, is therefore nobody's, while
 * `sk-ant-…`, `sk-or-…` and `sk-proj-…` are told apart by their patterns. A mock value is nobody's.
 * Never throws.
 */
export function detectProvider(pastedValue: string): Provider | null {
  const value = pastedValue.trim();
  const [first, ...others] = RECOGNISERS.filter(({ pattern }) => pattern.test(value));
  return first && others.length === 0 ? first.provider : null;
}
