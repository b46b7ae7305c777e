import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a tenant's record and fetches have come to, at the end of an index each. The record's leaves fetches out:
 * they are nearly all of it, and their way must not pay for another index.
 */
export class ChangesIndex1764203000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX audit_record_changes ON audit_record (tenant_id, seq) WHERE action <> 'key.value.read';
      CREATE INDEX last_read_tenant ON last_read (tenant_id, at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX audit_record_changes, last_read_tenant');
  }
}
