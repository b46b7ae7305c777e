import pg from 'pg';
import { databaseOf } from './vault.mjs';

const RECORDS_AT_ONCE = 250_000;
/** Records of one append. */
const IN_LINK = 50;
const DAYS = 90;

/** Ids as random as real ones are: rows lie and are indexed in no order. */
const ID = (/** @type {string} */ kind, /** @type {string} */ number) => `'${kind}_' || md5(${number}::text)`;

/**
 * Runs some work with a connection to a vault's database, as its owner.
 * @template Result
 * @param {import('./vault.mjs').Vault} vault
 * @param {(client: pg.Client) => Promise<Result>} work
 */
export async function withDatabase(vault, work) {
  const client = new pg.Client({ connectionString: await databaseOf(vault) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Adds tenants with a person each, and keys and access tokens that are dealt out to them. The keys' values do not open.
 * @param {pg.Client} client
 * @param {{ tenants: number, keys: number, tokens: number }} size
 */
export async function addTenants(client, { tenants, keys, tokens }) {
  const tenantOf = `'ten_bench_' || (n % ${tenants} + 1)`;
  const accountOf = `'acc_bench_' || (n % ${tenants} + 1)`;
  const each = (/** @type {number} */ count) => `generate_series(1, ${count}) AS n`;
  await client.query(`
    INSERT INTO tenant (id, name) SELECT 'ten_bench_' || n, 'Tenant ' || n FROM ${each(tenants)};
    INSERT INTO account (id, email, email_normalized, password_hash)
      SELECT 'acc_bench_' || n, n || '@bench.example', n || '@bench.example', '-' FROM ${each(tenants)};
    INSERT INTO membership (tenant_id, account_id, role)
      SELECT 'ten_bench_' || n, 'acc_bench_' || n, 'owner' FROM ${each(tenants)};`);
  await addKeys(client, keys, tenantOf);
  await client.query(`
    INSERT INTO access_token (id, tenant_id, name, token_hash, last4, scopes, environments, created_by_id, expires_at)
      SELECT ${ID('tok', 'n')}, ${tenantOf}, 'Token ' || n, sha256(int8send(n)), 'abcd', '{keys:read}', '{production}',
        ${accountOf}, now() + interval '90 days' FROM ${each(tokens)};`);
  await client.query('ANALYZE tenant, key, key_version, access_token');
}

/**
 * Adds keys whose values do not open.
 * @param {pg.Client} client
 * @param {number} keys
 * @param {string} tenant an SQL expression for the tenant's id, of the number n
 */
export async function addKeys(client, keys, tenant) {
  const { rows } = await client.query('SELECT master_key_id FROM key_version LIMIT 1');
  await client.query(`
    INSERT INTO key (id, tenant_id, slug, name, llm_type, last4, version)
      SELECT ${ID('key', 'n')}, ${tenant}, 'key-' || n, 'Key ' || n, 'openai', 'abcd', 1 FROM generate_series(1, ${keys}) AS n;
    INSERT INTO key_version (tenant_id, key_id, version, format, master_key_id, wrapped_data_key, sealed_value, last4,
        created_by_id, created_by_name)
      SELECT ${tenant}, ${ID('key', 'n')}, 1, 1, '${rows[0].master_key_id}', decode(repeat(md5(n::text), 4), 'hex'),
        decode(repeat(md5(n::text), 9), 'hex'), 'abcd', 'acc_bench_1', 'Somebody' FROM generate_series(1, ${keys}) AS n;`);
}

/**
 * Adds fetches of the last 90 days to the record, of keys and tokens that are dealt out to the tenants as addTenants
 * does it.
 * @param {pg.Client} client
 * @param {{ tenants: number, keys: number, records: number }} size
 */
export async function addRecords(client, { tenants, keys, records }) {
  await client.query(`SELECT make_audit_partitions(now() - interval '${DAYS} days', now())`);
  for (let done = 0; done < records; done += RECORDS_AT_ONCE) {
    const links = Math.ceil(Math.min(RECORDS_AT_ONCE, records - done) / IN_LINK);
    await client.query(
      `WITH head AS (
         UPDATE audit_head SET number = number + $1::integer, last_seq = last_seq + $1::integer * ${IN_LINK}
         RETURNING number - $1::integer AS number, last_seq - $1::integer * ${IN_LINK} AS last_seq
       ),
       link AS (
         SELECT head.number + n AS number, head.last_seq + (n - 1) * ${IN_LINK} AS before,
           (now() - interval '${DAYS} days' * (1 - $2::float - $3::float * n))::timestamptz(3) AS at
         FROM head, generate_series(1, $1::integer) AS n
       ),
       linked AS (
         INSERT INTO audit_link (number, at, first_seq, last_seq, records, records_hash, previous_hash, hash, tenant_ids)
         SELECT number, at, before + 1, before + ${IN_LINK}, ${IN_LINK}, sha256(int8send(number)),
           sha256(int8send(number)), sha256(int8send(number)), '{}' FROM link
       )
       INSERT INTO audit_record (seq, checksum, at, tenant_id, actor_type, actor_id, actor_name, action, outcome,
         key_id, key_version, token_id, environment, effective_mode, source, request_id, ip)
       SELECT before + place, 0, at, 'ten_bench_' || (n % ${tenants} + 1), 'token', ${ID('tok', 'n')}, 'Token ' || n,
         'key.value.read', 'allowed', ${ID('key', 'n')}, 1, ${ID('tok', 'n')}, 'production', 'live', 'tenant_setting',
         'req_' || gen_random_uuid(), '10.0.0.1'
       FROM link, generate_series(1, ${IN_LINK}) AS place,
         LATERAL (SELECT abs(hashint8extended(before + place, 0)) % ${keys} + 1 AS n) AS one`,
      [links, done / records, IN_LINK / records],
    );
    process.stdout.write(`\r${Math.round((Math.min(records, done + RECORDS_AT_ONCE) * 100) / records)} %`);
  }
  process.stdout.write('\r');
  await client.query('ANALYZE audit_record');
}
