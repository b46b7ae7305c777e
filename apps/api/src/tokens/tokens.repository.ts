import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Problem } from '../http/problem.js';
import { TokenEntity } from './token.entity.js';

/** Reads and writes access tokens. Every call runs in the tenant's transaction. */
@Injectable()
export class TokensRepository {
  /** A page of the tokens that are not revoked, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<TokenEntity[]> {
    const query = manager
      .createQueryBuilder(TokenEntity, 'token')
      .where('token.tenantId = :tenantId AND token.revokedAt IS NULL', { tenantId })
      .orderBy('token.createdAt', 'DESC')
      .addOrderBy('token.id', 'DESC')
      .limit(limit + 1);
    if (after) query.andWhere('(token.created_at, token.id) < (:at, :id)', { at: after[0], id: after[1] });
    return query.getMany();
  }

  async insert(
    manager: EntityManager,
    token: Omit<TokenEntity, 'createdAt' | 'revokedAt' | 'suspendedAt'>,
  ): Promise<TokenEntity> {
    await manager.insert(TokenEntity, token);
    // One form for one range: PostgreSQL's, whose host bits are zero.
    await manager.query(
      `UPDATE access_token SET address_ranges = (
         SELECT array_agg(DISTINCT network(range::inet)::text) FROM unnest(address_ranges) AS range)
       WHERE tenant_id = $1 AND id = $2 AND address_ranges IS NOT NULL`,
      [token.tenantId, token.id],
    );
    return manager.findOneByOrFail(TokenEntity, { tenantId: token.tenantId, id: token.id });
  }

  /** Revokes a token at once, by the database's clock; throws 404 where there is none that counts. */
  async revoke(manager: EntityManager, tenantId: string, id: string): Promise<void> {
    const { affected } = await manager.update(
      TokenEntity,
      { tenantId, id, revokedAt: IsNull() },
      { revokedAt: () => 'now()' },
    );
    if (affected !== 1) throw tokenNotFound();
  }

  /** Lets a suspended token count again; false where it was not suspended. */
  async resume(manager: EntityManager, tenantId: string, id: string): Promise<boolean> {
    const { affected } = await manager.update(
      TokenEntity,
      { tenantId, id, revokedAt: IsNull(), suspendedAt: Not(IsNull()) },
      { suspendedAt: null },
    );
    return affected === 1;
  }

  /** A token that is not revoked; throws 404 where there is none. */
  async find(manager: EntityManager, tenantId: string, id: string): Promise<TokenEntity> {
    const token = await manager.findOneBy(TokenEntity, { tenantId, id, revokedAt: IsNull() });
    if (!token) throw tokenNotFound();
    return token;
  }

  /** True where every one of these ids is a key of the tenant. */
  async areKeys(manager: EntityManager, tenantId: string, keyIds: readonly string[]): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT FROM key WHERE tenant_id = $1 AND id = ANY ($2)', [
      tenantId,
      keyIds,
    ]);
    return rows.length === keyIds.length;
  }

  /** The database's time, by which tokens expire. */
  async now(manager: EntityManager): Promise<Date> {
    const rows: { now: Date }[] = await manager.query('SELECT now()');
    const [row] = rows;
    if (!row) throw new Error('a SELECT without a table answers one row');
    return row.now;
  }
}

function tokenNotFound(): Problem {
  return new Problem(404, 'token_not_found', 'There is no such access token.');
}
