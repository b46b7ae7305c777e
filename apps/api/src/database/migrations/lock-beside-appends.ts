import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import type { QueryRunner } from 'typeorm';
import { waitedTooLongForLock } from '../database-errors.js';

/** Milliseconds between attempts, in which whoever waited behind one goes on. */
const TURN = 1_000;

/**
 * Takes a step, in a transaction, that waits 200 ms at most for each of its locks: whoever comes meanwhile, appends too,
 * waits behind it. Where somebody holds one for longer, as a backup does those of what it reads, it lets go of all and
 * tries again, until the step succeeds; between attempts it holds nothing. A step that takes the head of the chain locks no table
 * of tokens, keys or tenants after it: an append has read these when it waits for the head. For a migration without a transaction
 * (`readonly transaction = false`), whose step may be taken twice where a server ends right after it. Throws what else
 * the step does.
 */
export async function lockBesideAppends(
  queryRunner: QueryRunner,
  step: () => Promise<unknown>,
): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    await queryRunner.startTransaction();
    try {
      await queryRunner.query(`SET LOCAL lock_timeout = '200ms'`);
      await step();
      await queryRunner.commitTransaction();
      return;
    } catch (error) {
      await queryRunner.rollbackTransaction();
      if (!waitedTooLongForLock(error)) throw error;
    }
    if (attempts === 1) pino().info('a migration waits for a backup, or for whoever else reads the record');
    await setTimeout(TURN);
  }
}
