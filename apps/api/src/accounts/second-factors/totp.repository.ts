import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SealedValue } from '../../keyring/sealed-value.js';

/** An account's secret for one-time codes as it is stored, and the time by the database's clock. */
export interface StoredTotp extends SealedValue {
  readonly confirmed: boolean;
  readonly lastStep: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Reads and writes secrets for one-time codes. Every call runs in a transaction as that account. */
@Injectable()
export class TotpRepository {
  /** True where the account has confirmed a secret. */
  async isConfirmed(manager: EntityManager, accountId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT FROM account_totp WHERE account_id = $1 AND confirmed_at IS NOT NULL',
      [accountId],
    );
    return rows.length > 0;
  }

  /** The account's secret, locked until the transaction ends; null where there is none. */
  async lock(manager: EntityManager, accountId: string): Promise<StoredTotp | null> {
    const rows: (Omit<StoredTotp, 'lastStep' | 'now'> & { lastStep: string; now: string })[] =
      await manager.query(
        `SELECT format, master_key_id AS "masterKeyId", wrapped_data_key AS "wrappedDataKey",
           sealed_value AS "sealedValue", confirmed_at IS NOT NULL AS confirmed, last_step AS "lastStep",
           extract(epoch FROM clock_timestamp()) AS now
         FROM account_totp WHERE account_id = $1 FOR UPDATE`,
        [accountId],
      );
    const [row] = rows;
    return row ? { ...row, lastStep: Number(row.lastStep), now: Number(row.now) } : null;
  }

  /** Stores a secret that is yet to be confirmed in the place of another such; false where one is confirmed. */
  async begin(manager: EntityManager, accountId: string, sealed: SealedValue): Promise<boolean> {
    const { format, masterKeyId, wrappedDataKey, sealedValue } = sealed;
    const rows: unknown[] = await manager.query(
      `INSERT INTO account_totp (account_id, format, master_key_id, wrapped_data_key, sealed_value)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id) DO UPDATE SET format = excluded.format, master_key_id = excluded.master_key_id,
         wrapped_data_key = excluded.wrapped_data_key, sealed_value = excluded.sealed_value, created_at = now()
       WHERE account_totp.confirmed_at IS NULL
       RETURNING account_id`,
      [accountId, format, masterKeyId, wrappedDataKey, sealedValue],
    );
    return rows.length > 0;
  }

  /** Notes that a code of a time step was accepted: the first one confirms the secret. */
  async noteStep(manager: EntityManager, accountId: string, step: number): Promise<void> {
    await manager.query(
      `UPDATE account_totp SET last_step = $2, confirmed_at = coalesce(confirmed_at, now())
       WHERE account_id = $1`,
      [accountId, step],
    );
  }

  /** Forgets the secret. */
  async delete(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('DELETE FROM account_totp WHERE account_id = $1', [accountId]);
  }
}
