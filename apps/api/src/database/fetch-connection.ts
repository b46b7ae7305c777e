import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { FETCH_DATA_SOURCE } from './fetch-data-source.js';

/**
 * Lends one of the fetches' connections. When a standby takes a primary's address, some connections still lead to the
 * old one: what was read there must not be recorded here. On the old one nothing is recorded any more.
 */
@Injectable()
export class FetchConnection {
  constructor(@InjectDataSource(FETCH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  /** Runs work whose statements all go to the same server; each is a transaction of its own. */
  async lend<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(runner.manager);
    } finally {
      await runner.release();
    }
  }
}
