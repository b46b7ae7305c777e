import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/** The one row that says whether the first owner exists, and the hash of the token that may create it. */
@Injectable()
export class SetupRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async isNeeded(): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT FROM setup WHERE completed_at IS NULL');
    return rows.length > 0;
  }

  /** Makes this the token that counts from now on; false where setup is done. */
  async offerToken(token: string): Promise<boolean> {
    const [rows]: [unknown[]] = await this.dataSource.query(
      'UPDATE setup SET token_hash = $1 WHERE completed_at IS NULL RETURNING single',
      [hashOf(token)],
    );
    return rows.length > 0;
  }

  /** True where this is the token that counts. */
  async offers(token: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      'SELECT FROM setup WHERE completed_at IS NULL AND token_hash = $1',
      [hashOf(token)],
    );
    return rows.length > 0;
  }

  /** Uses the token up within a transaction; false where it is not the one that counts. */
  async useToken(manager: EntityManager, token: string): Promise<boolean> {
    const [rows]: [unknown[]] = await manager.query(
      `UPDATE setup SET completed_at = now(), token_hash = NULL
       WHERE completed_at IS NULL AND token_hash = $1 RETURNING single`,
      [hashOf(token)],
    );
    return rows.length > 0;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
