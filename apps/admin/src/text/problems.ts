/** What went wrong, where the server's own words do not say it. */
export const problemsText = {
  status: (status: number) => `The server answered ${status}.`,
  unreachable: 'The IBYOK server can’t be reached. It may be restarting; check that it runs, then try again.',
  unexpected: 'Something went wrong in the dashboard. Reload the page and try again.',
  emailMissing: 'Enter an email address',
  passwordMissing: 'Enter your password',
  codeMissing: 'Enter the code',
  passwordTooShort: (least: number, missing: number) => `Use ${least} characters or more; ${missing} to go`,
  codeInvalid: 'This code is wrong, or was used before.',
  /** Why a sign-in provider's page came back without a sign-in, by the code that the server gives. */
  providerReturn: {
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
  },
} as const;
