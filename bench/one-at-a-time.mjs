import { Agent, request } from 'node:http';
import pg from 'pg';
import { median } from './load.mjs';

/**
 * Sends one request after the other on one connection; resolves to the median time in milliseconds, and how many they were.
 * @param {string} origin
 * @param {import('autocannon').Request} asked
 * @param {number} seconds
 */
export async function fetchOneByOne(origin, { path, headers }, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    return await medianOf(seconds, () => answered(`${origin}${path}`, { headers, agent }));
  } finally {
    agent.destroy();
  }
}

/**
 * Inserts one row after the other through `pg`, each a durable transaction of its own, into a table like the
 * record's; resolves to the median time in milliseconds, and how many they were.
 * @param {string} databaseUrl of its owner
 * @param {number} seconds
 */
export async function insertOneByOne(databaseUrl, seconds) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS bench_insert (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), request_id text, ip text)`);
    const insert = 'INSERT INTO bench_insert (request_id, ip) VALUES ($1, $2)';
    return await medianOf(seconds, () => client.query(insert, ['req_0123456789abcdef', '127.0.0.1']));
  } finally {
    await client.end();
  }
}

/**
 * @param {number} seconds
 * @param {() => Promise<unknown>} work
 */
async function medianOf(seconds, work) {
  const end = performance.now() + seconds * 1000;
  const times = [];
  for (let began = performance.now(); began < end; began = performance.now()) {
    await work();
    times.push(performance.now() - began);
  }
  return { median: median(times), count: times.length };
}

/**
 * @param {string} url
 * @param {import('node:http').RequestOptions} options
 * @returns {Promise<void>}
 */
function answered(url, options) {
  return new Promise((resolve, reject) => {
    request(url, options, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.on('end', resolve).on('error', reject).resume();
    })
      .on('error', reject)
      .end();
  });
}
