import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which master keys the stored rows need, found without reading them all; the column to rewrap them by; and
 * master keys that a key management service keeps, wrapped by it.
 */
export class MasterKeys1764103000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE master_key ADD COLUMN root text, ADD COLUMN wrapped_key bytea,
        ADD CONSTRAINT master_key_root CHECK ((root IS NULL) = (wrapped_key IS NULL));
      CREATE INDEX key_version_master_key ON key_version (master_key_id, key_id, version);
      GRANT UPDATE (master_key_id, wrapped_data_key) ON key_version TO ibyok_door;
      CREATE POLICY rewrap ON key_version FOR UPDATE TO ibyok_door USING (true);
    `);
    await queryRunner.query(NEEDED_MASTER_KEYS);
    await queryRunner.query(MISSING_MASTER_KEYS);
    for (const door of DOORS) {
      await queryRunner.query(`
        ALTER FUNCTION ${door} OWNER TO ibyok_door;
        REVOKE ALL ON FUNCTION ${door} FROM PUBLIC;
      `);
    }
    await queryRunner.query('GRANT EXECUTE ON FUNCTION missing_master_keys(text[]) TO ibyok_app');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const door of DOORS) await queryRunner.query(`DROP FUNCTION ${door}`);
    await queryRunner.query(`
      DROP POLICY rewrap ON key_version;
      REVOKE UPDATE (master_key_id, wrapped_data_key) ON key_version FROM ibyok_door;
      DROP INDEX key_version_master_key;
      ALTER TABLE master_key DROP CONSTRAINT master_key_root, DROP COLUMN root, DROP COLUMN wrapped_key;
    `);
  }
}

const DOORS = ['missing_master_keys(text[])', 'needed_master_keys()'];

/**
 * The master keys that stored rows name: from one to the next larger one by the index, so that it costs
 * as much as there are master keys, however many rows there are.
 */
export const NEEDED_MASTER_KEYS = `
  CREATE FUNCTION needed_master_keys() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE needed (id) AS (
      SELECT min(master_key_id) FROM public.key_version
      UNION ALL
      SELECT (SELECT min(master_key_id) FROM public.key_version WHERE master_key_id > needed.id)
      FROM needed WHERE needed.id IS NOT NULL
    )
    SELECT id FROM needed WHERE id IS NOT NULL
  $$`;

/**
 * Which master keys a server lacks: those that stored rows need, or, where no row needs any, the one that was
 * announced last if the server has none that was. Lacking none, its newest is announced.
 */
const MISSING_MASTER_KEYS = `
  CREATE FUNCTION missing_master_keys(ids text[]) RETURNS text[]
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DECLARE missing text[];
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ibyok master keys'));
    SELECT array_agg(id ORDER BY id) INTO missing
    FROM public.needed_master_keys() AS id WHERE NOT id = ANY (ids);
    IF missing IS NULL AND NOT EXISTS (SELECT FROM public.master_key WHERE id = ANY (ids)) THEN
      SELECT array_agg(id) INTO missing
      FROM (SELECT id FROM public.master_key ORDER BY first_seen_at DESC, id LIMIT 1) AS last;
    END IF;
    IF missing IS NULL THEN
      INSERT INTO public.master_key (id) VALUES (ids[1]) ON CONFLICT DO NOTHING;
    END IF;
    RETURN coalesce(missing, '{}');
  END $$`;
