import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A session of an account, in whichever tenant. */
export interface OwnSessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Reads and ends an account's sessions in all its tenants. Every call runs in a transaction as that account. */
@Injectable()
export class OwnSessionsRepository {
  /** A page of sessions that stand, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    accountId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<OwnSessionRow[]> {
    return manager.query(
      `SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", ip, user_agent AS "userAgent"
       FROM session WHERE account_id = $1 AND expires_at > now()
         AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
       ORDER BY created_at DESC, id DESC LIMIT $2`,
      [accountId, limit + 1, after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /** Ends every session of an account, on every replica; returns how many there were. */
  async endAll(manager: EntityManager, accountId: string): Promise<number> {
    const [, count]: [unknown, number] = await manager.query('DELETE FROM session WHERE account_id = $1', [
      accountId,
    ]);
    return count;
  }

  /** Ends every session of an account but one; returns how many there were. */
  async endOthers(manager: EntityManager, accountId: string, sessionId: string): Promise<number> {
    const [, count]: [unknown, number] = await manager.query(
      'DELETE FROM session WHERE account_id = $1 AND id <> $2',
      [accountId, sessionId],
    );
    return count;
  }
}
