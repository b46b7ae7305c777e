import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { newIdentifier } from '../../identifiers/identifier.js';
import type { ProvedIdentity, ProviderId } from './identity-provider.js';

/** An identity that is linked to an account. */
export interface LinkedIdentity {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
}

/** An identity as its account sees it. */
export interface IdentityRow {
  readonly id: string;
  readonly provider: ProviderId;
  readonly name: string;
  readonly linkedAt: Date;
}

/** Reads and writes who accounts are at providers; but for find(), in a transaction as the account. */
@Injectable()
export class IdentitiesRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The account that an identity is linked to; null where there is none. */
  async find({ provider, issuer, subject }: ProvedIdentity): Promise<LinkedIdentity | null> {
    const rows: LinkedIdentity[] = await this.dataSource.query(
      'SELECT id, account_id AS "accountId", email FROM find_identity($1, $2, $3)',
      [provider, issuer, subject],
    );
    return rows[0] ?? null;
  }

  /** True where the identity still is linked; keeps it so until the transaction ends. */
  async hold(manager: EntityManager, { id, accountId }: LinkedIdentity): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT FROM identity WHERE id = $1 AND account_id = $2 FOR SHARE',
      [id, accountId],
    );
    return rows.length > 0;
  }

  /** Links an identity; false where it is linked already, to whichever account. */
  async link(manager: EntityManager, accountId: string, identity: ProvedIdentity): Promise<boolean> {
    const { provider, issuer, subject, name } = identity;
    const rows: unknown[] = await manager.query(
      `INSERT INTO identity (id, account_id, provider, issuer, subject, name) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (provider, issuer, subject) DO NOTHING RETURNING id`,
      [newIdentifier('idn'), accountId, provider, issuer, subject, name.slice(0, 254)],
    );
    return rows.length > 0;
  }

  /** An account's identities, in the order in which they were linked: a handful. */
  list(manager: EntityManager, accountId: string): Promise<IdentityRow[]> {
    return manager.query(
      `SELECT id, provider, name, linked_at AS "linkedAt" FROM identity
       WHERE account_id = $1 ORDER BY linked_at, id`,
      [accountId],
    );
  }

  async unlink(manager: EntityManager, accountId: string, id: string): Promise<void> {
    await manager.query('DELETE FROM identity WHERE id = $1 AND account_id = $2', [id, accountId]);
  }
}
