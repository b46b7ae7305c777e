/** How many attempts may fail within a window that begins with the first. */
export interface Budget {
  readonly kind:
    | 'sign_in_account'
    | 'sign_in_device'
    | 'sign_in_address'
    | 'sign_up_address'
    | 'invitation_mail_address'
    | 'token_address'
    | 'key_check_tenant'
    | 'key_check_address'
    | 'key_check_key';
  readonly attempts: number;
  /** Of the window. */
  readonly seconds: number;
}

const DAY = 24 * 60 * 60;
const QUARTER_OF_AN_HOUR = 15 * 60;

/** The contract's section 6. */
export const BUDGETS = {
  account: { kind: 'sign_in_account', attempts: 10, seconds: QUARTER_OF_AN_HOUR },
  device: { kind: 'sign_in_device', attempts: 10, seconds: QUARTER_OF_AN_HOUR },
  address: { kind: 'sign_in_address', attempts: 50, seconds: QUARTER_OF_AN_HOUR },
  invitationMail: { kind: 'invitation_mail_address', attempts: 100, seconds: DAY },
  signUp: { kind: 'sign_up_address', attempts: 50, seconds: QUARTER_OF_AN_HOUR },
  token: { kind: 'token_address', attempts: 100, seconds: 60 },
  checksOfTenant: { kind: 'key_check_tenant', attempts: 10, seconds: 60 },
  /** Where anybody may sign up, further workspaces must not give whoever tries keys further checks. */
  checksOfAddress: { kind: 'key_check_address', attempts: 30, seconds: 60 },
  /** One at a time; longer than a check takes, so that one whose server was killed holds nothing up for long. */
  checkOfKey: { kind: 'key_check_key', attempts: 1, seconds: 15 },
} as const satisfies Record<string, Budget>;
