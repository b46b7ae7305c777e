import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** The master keys that the database has seen, behind a door of their own. */
@Injectable()
export class KnownMasterKeysRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** True where one of these ids, newest first, is known or none is yet; the newest is known from then on. */
  async recognise(masterKeyIds: readonly string[]): Promise<boolean> {
    const rows: { recognised: boolean }[] = await this.dataSource.query(
      'SELECT recognise_master_keys($1) AS recognised',
      [masterKeyIds],
    );
    return rows[0]?.recognised ?? false;
  }
}
