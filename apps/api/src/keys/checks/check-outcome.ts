import type { ProviderCheck } from '@ibyok/providers';

/** What a provider said of a key. */
export const PROVIDER_VERDICTS = ['accepted', 'rejected', 'could_not_check'] as const;
export type ProviderVerdict = (typeof PROVIDER_VERDICTS)[number];

/** Why a check came to nothing. A word once used keeps its meaning. */
export const CHECK_REASONS = [
  /** The stored value does not open. */
  'not_decryptable',
  /** This server makes no calls to providers. */
  'checks_off',
  /** No call is known that would tell, and cost nothing. */
  'no_known_check',
  /** The value is, by its shape, another provider's key: asking would hand it to a stranger. */
  'other_provider',
  /** The value has characters that no HTTP header can carry. */
  'not_sendable',
  /** 403: of a good key without the right, or from a place that the provider does not serve. */
  'not_permitted',
  /** 429: it says nothing of the key. */
  'rate_limited',
  /** 3xx: following it would carry the key elsewhere. */
  'redirected',
  /** 5xx. */
  'provider_error',
  /** Any other status. */
  'unexpected_answer',
  'timed_out',
  'unreachable',
  /** Whoever answered could not show to be the provider. */
  'untrusted_certificate',
] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];

/** What came of asking a provider. */
export interface ProviderOutcome {
  readonly provider: ProviderVerdict;
  readonly reason: CheckReason | null;
  /** Null where no answer came. */
  readonly httpStatus: number | null;
}

/** The outcome where no answer came or none was asked for. */
export function notChecked(reason: CheckReason, httpStatus: number | null = null): ProviderOutcome {
  return { provider: 'could_not_check', reason, httpStatus };
}

/**
 * What an answer says of the key. 2xx and 401 speak of the key itself, all others of something else: 403 is also
 * the answer to a restricted key and from a country that is not served, 429 to a good key that is busy. Takes the
 * call, the status, and whether the answer has the words by which this provider refuses keys.
 */
export function outcomeOf(
  { refusal }: Pick<ProviderCheck, 'refusal'>,
  status: number,
  hasWords: boolean,
): ProviderOutcome {
  if (status >= 200 && status < 300) return { provider: 'accepted', reason: null, httpStatus: status };
  const rejected = { provider: 'rejected', reason: null, httpStatus: status } as const;
  if (status === refusal?.status) return hasWords ? rejected : notChecked('unexpected_answer', status);
  if (status === 401) return rejected;
  if (status === 403) return notChecked('not_permitted', status);
  if (status === 429) return notChecked('rate_limited', status);
  if (status >= 300 && status < 400) return notChecked('redirected', status);
  if (status >= 500) return notChecked('provider_error', status);
  return notChecked('unexpected_answer', status);
}
