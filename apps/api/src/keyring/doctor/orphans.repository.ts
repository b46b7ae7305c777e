import type { QueryRunner } from 'typeorm';

/**
 * What no constraint of the tables can forbid, or what somebody did behind them. Each statement returns texts
 * that name a row by its ids.
 */
const QUESTIONS: readonly string[] = [
  `SELECT 'key ' || key.id || ' without its version ' || key.version FROM key
   LEFT JOIN key_version sealed ON sealed.tenant_id = key.tenant_id AND sealed.key_id = key.id
     AND sealed.version = key.version
   WHERE sealed.key_id IS NULL`,
  `SELECT 'version ' || version || ' of the key ' || key_id || ', which is not there' FROM key_version
   WHERE NOT EXISTS (SELECT FROM key WHERE key.id = key_id AND key.tenant_id = key_version.tenant_id)`,
  `SELECT 'key ' || id || ' of the tenant ' || tenant_id || ', which is not there' FROM key
   WHERE NOT EXISTS (SELECT FROM tenant WHERE tenant.id = tenant_id)`,
  `SELECT 'access token ' || id || ' of the tenant ' || tenant_id || ', which is not there' FROM access_token
   WHERE NOT EXISTS (SELECT FROM tenant WHERE tenant.id = tenant_id)`,
];

const SHOWN = 100;

/** Names up to a hundred rows of each kind that belong to nothing. Takes a query runner of the tables' owner. */
export async function findOrphans(runner: QueryRunner): Promise<readonly string[]> {
  const found: string[] = [];
  await runner.startTransaction();
  try {
    await runner.query('SET LOCAL ROLE ibyok_door');
    for (const question of QUESTIONS) {
      const rows: { orphan: string }[] = await runner.query(
        `SELECT * FROM (${question}) AS one (orphan) ORDER BY 1 LIMIT ${SHOWN}`,
      );
      found.push(...rows.map(({ orphan }) => orphan));
    }
  } finally {
    await runner.rollbackTransaction();
  }
  return found;
}
