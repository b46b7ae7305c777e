import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ROOT } from './checkout.mjs';

const DIST = join(ROOT, 'apps/api/dist');

/**
 * @typedef {object} ScratchServer a built server on a PostgreSQL of its own, with its owner signed in
 * @property {string} origin
 * @property {string} databaseUrl of the owner of everything in it
 * @property {string} cookie the owner's session
 * @property {(method: string, path: string, body?: object, token?: string) => Promise<any>} call
 *   asks the API, as its owner or with an access token; resolves to the answer's JSON, fails on a refusal
 * @property {() => Promise<void>} stop removes its data too
 */

/**
 * Starts a server for something that is thrown away with it. `beforeSetup` gets the address at which the owner is
 * created, before that is done.
 * @param {object} options
 * @param {{ email: string, password: string, tenantName: string }} options.owner
 * @param {Record<string, string>} [options.env]
 * @param {(origin: string, setupPath: string) => Promise<void>} [options.beforeSetup]
 * @returns {Promise<ScratchServer>}
 */
export async function startScratchServer({ owner, env = {}, beforeSetup }) {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-scratch-'));
  // Open to another account on its way through: what root's PostgreSQL runs as.
  chmodSync(directory, 0o711);
  const database = await startDatabase(join(directory, 'cluster'));
  const setupToken = secret();
  const server = spawn(process.execPath, [join(DIST, 'main.js')], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.ownerUrl,
      IBYOK_MASTER_KEY: randomBytes(32).toString('base64'),
      IBYOK_SESSION_SECRET: secret(),
      IBYOK_SETUP_TOKEN: setupToken,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'close');
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const origin = await addressOf(server);
    await beforeSetup?.(origin, `/setup#token=${setupToken}`);
    const cookie = await signUp(origin, { setupToken, ...owner });
    return { origin, databaseUrl: database.ownerUrl, cookie, call: callerOf(origin, cookie), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} dataDirectory */
async function startDatabase(dataDirectory) {
  const { startEmbeddedPostgres } = await import(
    pathToFileURL(join(DIST, 'database/embedded/start-embedded-postgres.js')).href
  );
  return startEmbeddedPostgres({ dataDirectory, durable: false, maxConnections: 100 });
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} server */
async function addressOf({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [, origin] = /answers at (\S+)/.exec(line) ?? [];
    // Nobody reads on, but the server must be able to write.
    if (origin) return stdout.resume() && origin;
  }
  throw new Error('the server did not start');
}

/**
 * @param {string} origin
 * @param {object} account
 * @returns {Promise<string>} the session's cookie
 */
async function signUp(origin, account) {
  const answer = await fetch(`${origin}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const [cookie = ''] = answer.headers.getSetCookie()[0]?.split(';') ?? [];
  if (!answer.ok || cookie === '') throw new Error(`the setup answered ${answer.status}`);
  return cookie;
}

/**
 * @param {string} origin
 * @param {string} cookie
 * @returns {ScratchServer['call']}
 */
function callerOf(origin, cookie) {
  return async (method, path, body, token) => {
    const answer = await fetch(origin + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : { cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}

function secret() {
  return randomBytes(32).toString('base64url');
}
