import { withDatabase } from './fill.mjs';
import { describeMachine, saveResults } from './results.mjs';

/** Of each tenant, on record and summed before anything is measured. */
const RECORDS_OF_TENANT = 200;
const STEPS = 20;

/**
 * Measures a step of summing while one of many tenants fetches: how long PostgreSQL is at it, and how many pages
 * it looks at.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ tenants: number }} size how many there are
 */
export async function measureSumming(vault, { tenants }) {
  await withDatabase(vault, async (client) => {
    console.log(`${describeMachine()}; ${tenants} tenants, one of which fetches`);
    await fill(client, tenants);
    const steps = [];
    for (let step = 0; step < STEPS; step += 1) steps.push(await measureStep(client, vault));
    const middle = (/** @type {number[]} */ figures) =>
      figures.toSorted((one, other) => one - other)[Math.floor(STEPS / 2)];
    const results = {
      tenants,
      ms: middle(steps.map(({ ms }) => ms)),
      slowestMs: Math.max(...steps.map(({ ms }) => ms)),
      pages: middle(steps.map(({ pages }) => pages)),
    };
    console.table(results);
    saveResults('summing', results);
  });
}

/**
 * One fetch, and the step that sums it. The watermark is held meanwhile: no server takes the step before.
 * @param {import('pg').Client} client
 * @param {import('./vault.mjs').Vault} vault
 */
async function measureStep(client, { origin, requests: [request] }) {
  await client.query('BEGIN');
  await client.query('SELECT FROM usage_watermark FOR UPDATE');
  const answer = await fetch(origin + request?.path, request);
  if (!answer.ok) throw new Error(`the fetch answered ${answer.status}`);
  const { rows } = await client.query('EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT sum_usage(20000)');
  await client.query('COMMIT');
  const [{ Plan: plan, 'Execution Time': ms }] = rows[0]['QUERY PLAN'];
  return { ms, pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}

/**
 * @param {import('pg').Client} client
 * @param {number} tenants
 */
async function fill(client, tenants) {
  await client.query(
    `INSERT INTO tenant (id, name) SELECT 'ten_bench_' || n, 'Tenant ' || n FROM generate_series(1, $1::integer) AS n`,
    [tenants],
  );
  // With a link for each round, as if every tenant fetched at once.
  for (let round = 0; round < RECORDS_OF_TENANT; round += 1) {
    await client.query(
      `WITH head AS (
         UPDATE audit_head SET number = number + 1, last_seq = last_seq + $1::integer
         RETURNING number, last_seq - $1::integer AS before, clock_timestamp()::timestamptz(3) AS at
       ),
       linked AS (
         INSERT INTO audit_link (number, at, first_seq, last_seq, records, records_hash, previous_hash, hash)
         SELECT number, at, before + 1, before + $1::integer, $1::integer, '', '', '' FROM head
       )
       INSERT INTO audit_record (seq, checksum, at, tenant_id, actor_type, action, outcome, key_id, key_version,
         token_id, environment, effective_mode, source)
       SELECT before + n, 0, at, 'ten_bench_' || n, 'token', 'key.value.read', 'allowed', 'key_bench_' || n, 1,
         'tok_bench_' || n, 'production', 'live', 'tenant_setting'
       FROM head, generate_series(1, $1::integer) AS n`,
      [tenants],
    );
  }
  await client.query('VACUUM ANALYZE');
  for (;;) {
    const { rows } = await client.query('SELECT sum_usage(20000) AS records');
    if (rows[0].records === '0') return;
  }
}
