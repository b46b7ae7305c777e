import type { EntityManager } from 'typeorm';
import { normalizeEmail } from '../../accounts/accounts.repository.js';
import type { AuditAction } from '../../audit/audit-entry.js';
import { appendAuditRecords } from '../../audit/audit-records.repository.js';
import type { Config } from '../../config/config.js';
import { CommandError } from '../command-error.js';
import { withOwner } from '../with-owner.js';

/** An account that an operator of the server changes. */
export interface ChangedAccount {
  readonly id: string;
  readonly email: string;
}

/**
 * Changes the account of an address, ends its sessions, and records that in each of its workspaces: all of it
 * or nothing. The work runs as the account. Throws CommandError where nobody has the address.
 */
export function changeAccount(
  config: Config,
  say: (line: string) => void,
  { email, action }: { readonly email: string; readonly action: AuditAction },
  work: (manager: EntityManager, account: ChangedAccount) => Promise<void>,
): Promise<ChangedAccount> {
  return withOwner(config, say, (runner) =>
    runner.manager.transaction(async (manager) => {
      await manager.query('SET LOCAL ROLE ibyok_app');
      const found: ChangedAccount[] = await manager.query('SELECT id, email FROM find_account($1)', [
        normalizeEmail(email),
      ]);
      const [account] = found;
      if (!account) throw new CommandError('Nobody has this e-mail address here.');
      await manager.query(`SELECT set_config('ibyok.account_id', $1, true)`, [account.id]);
      await work(manager, account);
      await manager.query('DELETE FROM session WHERE account_id = $1', [account.id]);
      await record(manager, account, action);
      return account;
    }),
  );
}

async function record(manager: EntityManager, account: ChangedAccount, action: AuditAction): Promise<void> {
  const memberships: { tenantId: string }[] = await manager.query(
    'SELECT tenant_id AS "tenantId" FROM membership WHERE account_id = $1 ORDER BY 1',
    [account.id],
  );
  const tenantIds = memberships.length > 0 ? memberships.map(({ tenantId }) => tenantId) : [null];
  await appendAuditRecords(
    manager,
    tenantIds.map((tenantId) => ({
      tenantId,
      actor: { type: 'server', id: null, name: null },
      action,
      outcome: 'allowed',
      requests: [{ requestId: null, ip: null }],
      detail: { accountId: account.id, email: account.email },
    })),
  );
}
