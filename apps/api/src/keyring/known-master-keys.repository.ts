import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** The master keys that the database has seen, behind a door of their own. */
@Injectable()
export class KnownMasterKeysRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The ids of the master keys that are needed and not among these, newest first; lacking none, the newest is known from then on. */
  async findMissing(masterKeyIds: readonly string[]): Promise<readonly string[]> {
    const rows: { missing: readonly string[] }[] = await this.dataSource.query(
      'SELECT missing_master_keys($1) AS missing',
      [masterKeyIds],
    );
    const [row] = rows;
    if (!row) throw new Error('a SELECT of a function answers one row');
    return row.missing;
  }
}
