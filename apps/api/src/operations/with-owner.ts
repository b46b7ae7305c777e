import { DataSource, type QueryRunner } from 'typeorm';
import { openMasterKeys } from '../boot/open-master-keys.js';
import type { Config } from '../config/config.js';
import { ownerOptions } from '../database/data-source-options.js';
import { type MasterKey, masterKeyFrom } from '../keyring/master-key.js';
import { openServerDatabase } from './open-server-database.js';

/**
 * Works on the server's database as its owner, on one connection, and leaves both behind. The work may ask
 * for the master keys that the server has, newest first.
 */
export async function withOwner<Result>(
  config: Config,
  say: (line: string) => void,
  work: (runner: QueryRunner, masterKeys: () => Promise<readonly MasterKey[]>) => Promise<Result>,
): Promise<Result> {
  const database = await openServerDatabase(config, say);
  try {
    const dataSource = await new DataSource(ownerOptions(database.ownerUrl.reveal().toString())).initialize();
    try {
      const runner = dataSource.createQueryRunner();
      try {
        return await work(runner, async () =>
          (await openMasterKeys(config, database.ownerUrl)).map((key) => masterKeyFrom(key.reveal())),
        );
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
