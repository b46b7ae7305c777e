import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/migrations.js';

/** Whether the database is as this version needs it. */
@Injectable()
export class MigrationState {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * True where connections begin as ibyok_app, which row-level security binds. A pooler that drops the
   * start-up option would leave them as whoever the URL names.
   */
  async isBound(): Promise<boolean> {
    const rows: { bound: boolean }[] = await this.dataSource.query(
      `SELECT current_user = 'ibyok_app' AS bound`,
    );
    return rows[0]?.bound ?? false;
  }

  /** Asks the database, so it is also the test that the database answers. */
  async arePending(): Promise<boolean> {
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM migrations');
    const done = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.some(({ name }) => !done.has(name));
  }
}
