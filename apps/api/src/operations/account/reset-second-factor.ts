import { CommandError } from '../command-error.js';
import type { Verb } from '../verb.js';
import { changeAccount } from './change-account.js';

export const accountResetSecondFactor: Verb = {
  name: 'account reset-second-factor',
  usage: 'EMAIL',
  summary: 'turns one-time codes off for somebody who lost the device and the recovery codes',
  run: async ({ config, args, say }) => {
    const [email, ...rest] = args;
    if (!email || rest.length > 0) throw new CommandError('Usage: account reset-second-factor EMAIL');
    const account = await changeAccount(
      config,
      say,
      { email, action: 'totp.disabled' },
      async (manager, { id }) => {
        await manager.query('DELETE FROM account_totp WHERE account_id = $1', [id]);
        await manager.query('DELETE FROM recovery_code WHERE account_id = $1', [id]);
      },
    );
    say(`${account.email} signs in by password alone now, and is signed out everywhere.`);
    return 0;
  },
};
