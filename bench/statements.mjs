import { hash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { median, round } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { databaseOf } from './vault.mjs';

const TIMES = 300;
const FACTS = 'SELECT * FROM fetch_facts_with_fingerprint($1, $2, $3)';
const APPEND = 'SELECT append_audit_records($1)';
const APPEND_FETCHES = 'SELECT append_fetches($1, $2, $3, $4, $5)';

/**
 * Measures what the statements of a fetch take as PostgreSQL's client sees it, one after the other on an idle server:
 * with and without waiting for the disk, and beside the least that a statement and a durable row take.
 * @param {import('./vault.mjs').Vault} vault
 */
export async function measureStatements(vault) {
  const url = await databaseOf(vault);
  const client = await connect(url, '-c role=ibyok_app');
  const owner = await connect(url, '');
  try {
    const [asked] = vault.requests;
    const [, token = ''] = /^Bearer (.+)$/.exec(String(asked?.headers.authorization)) ?? [];
    const [, keyId = ''] = /keys\/([^/]+)\//.exec(asked?.path ?? '') ?? [];
    const question = [[hash('sha256', token, 'buffer')], [keyId], ['production']];
    const { rows } = await client.query(FACTS, question);
    /** @type {Record<string, number>} */
    const results = {
      'SELECT 1': await timed(() => client.query('SELECT 1')),
      facts: await timed(() => client.query(FACTS, question)),
      'facts, prepared': await timed(() => client.query({ name: 'facts', text: FACTS, values: question })),
    };
    await owner.query(
      'CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)',
    );
    const insert = () => owner.query('INSERT INTO bench_row (name) VALUES ($1)', [randomUUID()]);
    for (const commit of ['on', 'off']) {
      for (const each of [client, owner]) await each.query(`SET synchronous_commit = ${commit}`);
      const how = commit === 'on' ? '' : ', not waiting for the disk';
      results[`INSERT of a row${how}`] = await timed(insert);
      for (const count of [1, 16, 64]) {
        const records = recordsOf(rows[0], count);
        const append = { name: 'append', text: APPEND, values: [records] };
        results[`record of ${count}${how}`] = await timed(() => client.query(append));
        const values = [...question, [rows[0].fingerprint], records];
        const appendFetches = { name: 'append fetches', text: APPEND_FETCHES, values };
        results[`record of ${count} with its facts${how}`] = await timed(() => client.query(appendFetches));
      }
    }
    console.log(`${describeMachine()}; medians of ${TIMES}, milliseconds`);
    console.table(Object.entries(results).map(([statement, ms]) => ({ statement, ms })));
    saveResults('statements', { results });
  } finally {
    await client.end();
    await owner.end();
  }
}

/**
 * @param {string} connectionString
 * @param {string} options
 */
async function connect(connectionString, options) {
  const client = new pg.Client({ connectionString, options });
  await client.connect();
  return client;
}

/**
 * @param {{ tenant_id: string, key_id: string, token_id: string }} facts
 * @param {number} count of equal fetches
 */
function recordsOf({ tenant_id, key_id, token_id }, count) {
  const requests = Array.from({ length: count }, () => [`req_${randomUUID()}`, '127.0.0.1']);
  const who = { tenant_id, actor_type: 'token', actor_id: token_id, actor_name: 'Bench', token_id };
  const what = { action: 'key.value.read', outcome: 'allowed', key_id, key_version: 1 };
  const why = { environment: 'production', effective_mode: 'live', source: 'tenant_setting' };
  return JSON.stringify([{ ...who, ...what, ...why, requests }]);
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const times = [];
  for (let count = 0; count < TIMES; count += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return round(median(times));
}
