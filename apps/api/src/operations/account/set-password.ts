import { MAX_PASSWORD, MIN_PASSWORD } from '../../accounts/accounts.dto.js';
import { HashingThreads } from '../../accounts/hashing-threads.js';
import { Passwords } from '../../accounts/passwords.js';
import { Problem } from '../../http/problem.js';
import { CommandError } from '../command-error.js';
import type { Verb } from '../verb.js';
import { changeAccount } from './change-account.js';
import { readLine } from './read-line.js';

export const accountSetPassword: Verb = {
  name: 'account set-password',
  usage: 'EMAIL',
  summary: 'gives somebody who forgot it a new password, read from the keyboard or stdin',
  run: async ({ config, args, say }) => {
    const [email, ...rest] = args;
    if (!email || rest.length > 0) throw new CommandError('Usage: account set-password EMAIL');
    const passwordHash = await hashOf(await readLine('New password: '), email);
    const account = await changeAccount(
      config,
      say,
      { email, action: 'password.changed' },
      async (manager, { id }) => {
        await manager.query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
      },
    );
    say(`${account.email} has the new password, and is signed out everywhere.`);
    return 0;
  },
};

async function hashOf(password: string, email: string): Promise<string> {
  if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
    throw new CommandError(`A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`);
  }
  try {
    return await new Passwords(new HashingThreads({ workers: 1 })).hashNew(password, [email]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new CommandError(`The password ${error.errors[0]?.message ?? 'is easy to guess'}.`);
  }
}
