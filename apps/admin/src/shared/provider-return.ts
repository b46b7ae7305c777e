/** What a provider's page can come back with, in words. */
const RETURNS: Readonly<Record<string, string>> = {
  sign_in_cancelled: 'The sign-in was cancelled.',
  sign_in_expired: 'The sign-in took too long. Try again.',
  sign_in_failed: 'The sign-in provider’s answer does not hold. Try again.',
  provider_unavailable: 'The sign-in provider can’t be reached. Try again shortly.',
  identity_unknown: 'Nobody here has this identity. Ask for an invitation, or sign in and link it.',
  link_first: 'This email has an account here. Sign in with its password.',
  email_unverified: 'The provider has not verified your email address.',
  invitation_other_address: 'The invitation is for another email address than the provider’s.',
  invitation_not_found: 'This invitation is used, withdrawn or expired. Ask for another one.',
  identity_taken: 'This identity is linked to another account.',
  unauthenticated: 'You were signed out meanwhile. Sign in, and link it again.',
  too_many_attempts: 'Too many attempts. Try again in a few minutes.',
};

/** The sentence for a code that the server put into the page's address; null for anything else. */
export function returnProblem(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(RETURNS, code) ? (RETURNS[code] ?? null) : null;
}
