import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url));

const EMBEDDED = new URL('../apps/api/dist/database/embedded/running-embedded-postgres.js', import.meta.url);

/** @typedef {(path: string, body: object) => Promise<any>} OwnerCall */

/**
 * @typedef {object} Vault
 * @property {string} origin
 * @property {readonly import('autocannon').Request[]} requests one for each key's value, with its own token
 * @property {() => Promise<number>} countRecords recorded fetches so far
 * @property {OwnerCall} call posts to the dashboard API as the owner
 * @property {() => string} cookie the owner's session
 * @property {string} dataDirectory
 * @property {number} pid the server's
 * @property {() => Promise<void>} stop removes its data too
 */

/**
 * Starts the real server on its embedded, durable PostgreSQL, with live keys and a token for each of them.
 * Fails, having left nothing behind, where that does not work.
 * @param {number} keys how many
 * @param {Record<string, string>} [variables] of the server's configuration
 * @returns {Promise<Vault>}
 */
export async function startVault(keys, variables = {}) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'ibyok-bench-'));
  const setupToken = randomBytes(24).toString('base64url');
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      IBYOK_DATA_DIR: dataDirectory,
      IBYOK_SETUP_TOKEN: setupToken,
      // Whoever loads it may come from any address.
      IBYOK_TRUST_PROXY: '127.0.0.1',
      ...variables,
    },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([
      ready(`${origin}/health/ready`),
      ended.then(() => Promise.reject(new Error('the server ended'))),
    ]);
    const { call, cookie } = apiOf(origin);
    const requests = await furnish(call, setupToken, keys);
    return {
      ...{ origin, requests, dataDirectory, stop, call, cookie, pid: Number(child.pid) },
      countRecords: () => countRecords(origin, requests[0]),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The URL of a vault's database, of its owner.
 * @param {Vault} vault
 * @returns {Promise<string>}
 */
export async function databaseOf({ dataDirectory }) {
  const { findRunningEmbeddedPostgres } = await import(EMBEDDED.href);
  const url = await findRunningEmbeddedPostgres(dataDirectory);
  if (!url) throw new Error('the embedded PostgreSQL does not run');
  return url;
}

/**
 * Creates an owner, the keys and their tokens.
 * @param {OwnerCall} call
 * @param {string} setupToken
 * @param {number} keys
 */
async function furnish(call, setupToken, keys) {
  await call('/api/setup', {
    setupToken,
    email: 'bench@example.com',
    password: randomBytes(12).toString('hex'),
    tenantName: 'Bench',
  });
  const requests = [];
  for (let number = 1; number <= keys; number += 1) {
    // Of one length, as the answers are to be.
    const name = `OpenAI ${String(number).padStart(4, '0')}`;
    const key = await call('/api/keys', { name, llmType: 'openai', value: `sk-proj-${'x'.repeat(100)}` });
    const { token } = await call('/api/tokens', {
      name,
      scopes: ['keys:read', 'usage:read'],
      environments: ['production', 'development'],
    });
    requests.push({ path: `/external/keys/${key.id}/value`, headers: { authorization: `Bearer ${token}` } });
  }
  return requests;
}

/**
 * @param {string} origin
 * @param {import('autocannon').Request | undefined} request its token sees the usage of all keys
 */
async function countRecords(origin, request) {
  const answer = await fetch(`${origin}/external/usage?groupBy=mode`, request ?? {});
  /** @type {{ items: { fetches: number }[] }} */
  const { items } = JSON.parse(await answer.text());
  return items.reduce((sum, { fetches }) => sum + fetches, 0);
}

/** @param {string} origin */
function apiOf(origin) {
  let cookie = '';
  /** @type {OwnerCall} */
  const call = async (path, body) => {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${text}`);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return JSON.parse(text);
  };
  return { call, cookie: () => cookie };
}

/**
 * Resolves when a URL is answered with success.
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function ready(url, headers = {}) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(url, { headers }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not become ready');
}

/** A port of the loopback that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
