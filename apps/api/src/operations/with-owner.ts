import { DataSource, type QueryRunner } from 'typeorm';
import type { Config } from '../config/config.js';
import { ownerOptions } from '../database/data-source-options.js';
import { openServerDatabase } from './open-server-database.js';

/** Works on the server's database as its owner, on one connection, and leaves both behind. */
export async function withOwner<Result>(
  config: Config,
  say: (line: string) => void,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const database = await openServerDatabase(config, say);
  try {
    const dataSource = await new DataSource(ownerOptions(database.url.reveal().toString())).initialize();
    try {
      const runner = dataSource.createQueryRunner();
      try {
        return await work(runner);
      } finally {
        await runner.release();
      }
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
}
