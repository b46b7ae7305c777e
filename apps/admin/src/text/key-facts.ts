import type { KeyCheck } from '../shared/api/types.js';
import { countOf, plural } from './locale.js';

/** What is known of one key: whether it is valid, when it ends, who fetched it. */
export const keyFactsText = {
  validity: {
    title: 'Validity',
    never: 'Never checked.',
    check: 'Check now',
    verdict: {
      accepted: (provider: string) => `Accepted by ${provider}`,
      rejected: (provider: string) => `Rejected by ${provider}`,
      could_not_check: (_provider: string) => 'Could not check',
    } satisfies Record<KeyCheck['provider'], (provider: string) => string>,
    rejectedMeaning: (provider: string) =>
      `${provider} does not take it: it is wrong, revoked or expired, or not meant for this server’s address.`,
    reasons: {
      not_decryptable: () => 'The stored value does not open, so there is nothing to ask about.',
      checks_off: () => 'This server asks no providers. Its administrator can turn that on.',
      no_known_check: (provider: string) => `No free call is known by which ${provider} would tell.`,
      other_provider: (provider: string) =>
        `The value looks like another provider’s key, so it was not sent to ${provider}.`,
      not_sendable: () => 'The value has characters that no request can carry, such as a line break.',
      not_permitted: (provider: string) =>
        `${provider} refused the call, as it also does to good keys that may do less, and from some countries.`,
      rate_limited: (provider: string) => `${provider} had too many requests. Check again later.`,
      redirected: (provider: string) => `${provider} pointed elsewhere. The key was not sent on.`,
      provider_error: (provider: string) => `${provider} has trouble of its own. Check again later.`,
      unexpected_answer: (provider: string) => `${provider} answered something that says nothing of the key.`,
      timed_out: (provider: string) => `${provider} did not answer in time. Check again later.`,
      unreachable: (provider: string) => `This server could not reach ${provider}.`,
      untrusted_certificate: (provider: string) =>
        `Whoever answered could not show to be ${provider}. The key was not sent.`,
    } satisfies Record<NonNullable<KeyCheck['reason']>, (provider: string) => string>,
    status: (status: number) => `HTTP ${status}`,
    version: (version: number) => `version ${version}`,
    beforeRotation: 'checked before the last rotation',
    opens: 'The stored value opens.',
    opensNot: 'The stored value does not open: its master key or its row is damaged.',
    about: (provider: string) => `Asks ${provider} once, by a call that costs nothing.`,
  },
  dates: {
    title: 'Expiry and rotation',
    about: 'Notes for people. An expired or overdue key is fetched as before.',
    expires: 'Expires at the provider',
    expiresMeaning: 'As the provider shows it. Cleared when the value is replaced.',
    remind: 'Remind to rotate',
    never: 'Never',
    every: (days: number) => `Every ${countOf(days)} ${plural(days, { one: 'day', other: 'days' })}`,
    save: 'Save dates',
    discard: 'Discard',
    saved: (name: string) => `Dates of ${name} are saved.`,
    badge: {
      expired: () => 'Expired',
      expires_soon: (when: string) => `Expires ${when}`,
      rotation_due: () => 'Rotation due',
    },
    none: 'No expiry and no reminder.',
  },
  readers: {
    title: 'Fetched by',
    loading: 'Loading who fetched it',
    failed: 'Who fetched it could not be loaded.',
    retry: 'Try again',
    nobody: 'No application has fetched this key yet.',
    list: 'Fetches by token',
    unknownToken: 'A token that is deleted',
    revoked: 'revoked',
    version: (version: number) => (version === 0 ? 'version unknown' : `version ${version}`),
    fetches: (fetches: number) =>
      `${countOf(fetches)} ${plural(fetches, { one: 'fetch', other: 'fetches' })}`,
    showAll: (all: number) => `Show all ${countOf(all)}`,
    oldValues: 'Old values at the provider',
    safe: (version: number) => `Version ${version}: safe to revoke`,
    keep: (version: number) => `Version ${version}: don’t revoke it yet`,
    same: (version: number) => `Version ${version}: keep it`,
    neverGiven: (provider: string) =>
      `No application was ever given it. Nothing breaks when ${provider} revokes it.`,
    sameMeaning: 'It is the same value as the current version’s, which brought it back.',
    heldMeaning: 'These were given it and have not fetched since the rotation:',
    revokedHolders: (names: string) => `Its revoked tokens lose it then, too: ${names}.`,
    limits:
      'This goes by tokens: of several processes that share one and keep the value, one may still have the old one.',
  },
} as const;
