import { withDatabase } from './fill.mjs';
import { describeMachine, saveResults } from './results.mjs';

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 90;
const KEYS = 1_000;
const TOKENS = 200;
/** Fetches that one append records. */
const IN_LINK = 20;
const LINKS_AT_ONCE = 25_000;
const ASKED = 5;

/**
 * Puts fetches of 90 days on record, 1,000 keys and 200 tokens, lets the server sum them, and measures how long
 * it takes to answer what was fetched. Prints medians and the slowest.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ records: number, keysOfToken: number }} size how many fetches, and of how many keys each token has some
 */
export async function measureUsage(vault, { records, keysOfToken }) {
  await withDatabase(vault, async (client) => {
    console.log(`${describeMachine()}; ${records} fetches, each token of ${keysOfToken} of ${KEYS} keys`);
    const filling = await timed(() => fill(client, records, keysOfToken));
    console.log(`put on record in ${(filling.ms / 1000).toFixed(0)} s`);
    const summing = await timed(() => untilSummed(client));
    const { rows } = await client.query('SELECT count(*)::int AS sums FROM usage_day');
    console.log(`summed in ${(summing.ms / 1000).toFixed(0)} s, to ${rows[0].sums} sums by key and token`);
    const results = [];
    for (const days of [30, DAYS]) {
      for (const path of pathsOf(days)) results.push({ path, days, ...(await measure(vault, path)) });
    }
    console.table(results);
    const slowest = Math.max(...results.filter(({ path }) => !path.includes('export')).map(({ max }) => max));
    console.log(`slowest: ${slowest} ms (aim: below 1000)`);
    saveResults('usage', { records, keysOfToken, summed: summing.ms, sums: rows[0].sums, results });
  });
}

/** @param {number} days */
function pathsOf(days) {
  // A second after midnight: nearly all of the first day has to be counted from the record, which is the most.
  const midnight = Math.floor(Date.now() / DAY) * DAY - days * DAY;
  const from = `from=${new Date(midnight + 1000).toISOString()}`;
  const groups = ['day', 'environment', 'mode', 'key', 'token'];
  return [
    ...groups.map((group) => `/api/usage?groupBy=${group}&limit=100&${from}`),
    `/api/usage?groupBy=token&keyId=key_bench_1&${from}`,
    `/api/usage?groupBy=key&tokenId=tok_bench_1&limit=100&${from}`,
    ...groups.slice(1).map((group) => `/api/usage/series?splitBy=${group}&${from}`),
    `/api/usage/export?splitBy=key&${from}`,
  ];
}

/**
 * @param {import('./vault.mjs').Vault} vault
 * @param {string} path
 */
async function measure({ origin, cookie }, path) {
  const times = [];
  for (let round = 0; round < ASKED; round += 1) {
    const { ms } = await timed(async () => {
      const answer = await fetch(origin + path, { headers: { cookie: cookie() } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${text}`);
    });
    times.push(Math.round(ms));
  }
  times.sort((one, other) => one - other);
  return { median: times[Math.floor(times.length / 2)] ?? 0, max: times.at(-1) ?? 0 };
}

/**
 * One append for every so many fetches, evenly over the time, as servers would have recorded them.
 * @param {import('pg').Client} client
 * @param {number} records
 * @param {number} keysOfToken
 */
async function fill(client, records, keysOfToken) {
  const links = Math.ceil(records / IN_LINK);
  await client.query('BEGIN');
  await client.query(`SELECT make_audit_partitions(now() - interval '${DAYS} days', now())`);
  await client.query('SELECT FROM audit_head FOR UPDATE');
  for (let done = 0; done < links; done += LINKS_AT_ONCE) {
    const count = Math.min(LINKS_AT_ONCE, links - done);
    await client.query(
      `WITH head AS (
         UPDATE audit_head SET number = number + $1::integer, last_seq = last_seq + $1::integer * ${IN_LINK}
         RETURNING number - $1::integer AS number, last_seq - $1::integer * ${IN_LINK} AS last_seq
       ),
       link AS (
         SELECT head.number + n AS number, head.last_seq + (n - 1) * ${IN_LINK} AS before,
           (now() - interval '${DAYS} days' * (1 - ($2::float + n) / ($3::float + 1)))::timestamptz(3) AS at
         FROM head, generate_series(1, $1::integer) AS n
       ),
       linked AS (
         INSERT INTO audit_link (number, at, first_seq, last_seq, records, records_hash, previous_hash, hash, tenant_ids)
         SELECT number, at, before + 1, before + ${IN_LINK}, ${IN_LINK}, sha256(int8send(number)),
           sha256(int8send(number)), sha256(int8send(number)), (SELECT array_agg(id) FROM tenant) FROM link
       )
       INSERT INTO audit_record (seq, checksum, at, tenant_id, actor_type, actor_id, actor_name, action, outcome,
         key_id, key_version, token_id, environment, effective_mode, source, request_id, ip)
       SELECT seq, 0, at, tenant.id, 'token', 'tok_bench_' || token, 'Token ' || token, 'key.value.read', 'allowed',
         'key_bench_' || (token * 5 + abs(hashint8extended(seq, 1)) % $4::integer) % ${KEYS}, 1,
         'tok_bench_' || token, (ARRAY['development', 'staging', 'production'])[1 + token % 3],
         CASE WHEN token % 3 = 2 OR random() < 0.1 THEN 'live' ELSE 'mock' END, 'tenant_setting',
         'req_' || seq, '10.0.0.1'
       FROM tenant, link, generate_series(1, ${IN_LINK}) AS place,
         LATERAL (SELECT before + place AS seq, abs(hashint8extended(before + place, 0)) % ${TOKENS} AS token) AS one`,
      [count, done, links, keysOfToken],
    );
    process.stdout.write(`\r${Math.round(((done + count) * 100) / links)} %`);
  }
  process.stdout.write('\r');
  await client.query('COMMIT');
  // As autovacuum has, over so many days.
  await client.query('ANALYZE audit_record');
}

/** @param {import('pg').Client} client */
async function untilSummed(client) {
  for (;;) {
    const { rows } = await client.query(
      'SELECT last_seq <= through_seq AS done FROM audit_head, usage_watermark',
    );
    if (rows[0].done) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begun = performance.now();
  await work();
  return { ms: performance.now() - begun };
}
