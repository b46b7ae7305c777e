import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_TO_CHAIN } from './audit-chain-texts.js';
import {
  APPEND_NOTING_TENANTS,
  SUM_USAGE_OF_EVERY_TENANT,
  SUM_USAGE_OF_NOTED_TENANTS,
} from './fetching-tenants-texts.js';
import { lockBesideAppends } from './lock-beside-appends.js';

/**
 * Each link notes whose answered fetches it has, so that summing them looks at these tenants alone. It is no part of
 * what the chain hashes: it says where to look, and the record says what is there.
 */
export class FetchingTenants1764204000000 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await lockBesideAppends(queryRunner, async () => {
      // Appends begin with the head: one that is under way ends first, and none has a link of the former shape in hand.
      await queryRunner.query('SELECT FROM audit_head FOR UPDATE');
      // Null: not noted, as for links from before. It is there where this was undone.
      await queryRunner.query('ALTER TABLE audit_link ADD COLUMN IF NOT EXISTS tenant_ids text[]');
      await queryRunner.query(APPEND_NOTING_TENANTS);
      await queryRunner.query(SUM_USAGE_OF_NOTED_TENANTS);
    });
  }

  /** Leaves the column: an append that is under way may still note there, and from then on nobody uses it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SUM_USAGE_OF_EVERY_TENANT);
    await queryRunner.query(APPEND_TO_CHAIN);
  }
}
