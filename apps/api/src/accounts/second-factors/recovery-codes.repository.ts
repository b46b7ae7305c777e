import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';

/** Reads and writes hashes of recovery codes. Every call runs in a transaction as that account. */
@Injectable()
export class RecoveryCodesRepository {
  /** Makes ten new codes and forgets the former ones; the only time that anybody sees them. */
  async replace(manager: EntityManager, accountId: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.deleteAll(manager, accountId);
    await manager.query('INSERT INTO recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [
      accountId,
      codes.map(hashRecoveryCode),
    ]);
    return codes;
  }

  /** Uses a code up; false where the account has no such code. */
  async use(manager: EntityManager, accountId: string, code: string): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      'DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2',
      [accountId, hashRecoveryCode(code)],
    );
    return count === 1;
  }

  /** How many codes are left. */
  async count(manager: EntityManager, accountId: string): Promise<number> {
    const rows: { count: number }[] = await manager.query(
      'SELECT count(*)::integer AS count FROM recovery_code WHERE account_id = $1',
      [accountId],
    );
    return rows[0]?.count ?? 0;
  }

  async deleteAll(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  }
}
