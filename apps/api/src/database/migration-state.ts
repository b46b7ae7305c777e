import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/migrations.js';

/** Whether the database is as this version needs it. */
@Injectable()
export class MigrationState {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Asks the database, so it is also the test that the database answers. */
  async arePending(): Promise<boolean> {
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM migrations');
    const done = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.some(({ name }) => !done.has(name));
  }
}
