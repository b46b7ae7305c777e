import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people know of a key's time: when the provider ends it, and how often they mean to replace it. */
export class KeyDates1764201000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE key
        ADD COLUMN expires_at timestamptz(3),
        ADD COLUMN rotate_every_days integer CHECK (rotate_every_days BETWEEN 1 AND 730);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE key DROP COLUMN expires_at, DROP COLUMN rotate_every_days');
  }
}
