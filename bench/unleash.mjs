import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from './fill.mjs';
import { loadInTurns, round } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { freePort, ready } from './vault.mjs';

/** Unleash needs a newer Node than what is measured; this one is used for it alone. */
const PACKAGES = ['unleash-server@8.2.0', `node-${process.platform}-${process.arch}@22.23.3`];
const TOKENS = {
  admin: '*:*.bench-admin',
  backend: 'default:development.bench-backend',
  frontend: 'default:development.bench-frontend',
};
/** What it answers from its memory: to servers, all flags; to browsers, what they come to. */
const READS = /** @type {const} */ ([
  ['/api/client/features', TOKENS.backend],
  ['/api/frontend', TOKENS.frontend],
]);
const NO_LIMIT = '1000000000';
const AIM = 5;

/**
 * Measures reveals, each recorded, beside what Unleash answers of one flag from its memory, in turns. Installs Unleash
 * for it, from npm, in a folder of its own; it keeps its database beside the vault's, in the same PostgreSQL.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ seconds: number, rounds: number, connections: number }} load
 */
export async function measureBesideUnleash(vault, load) {
  const unleash = await startUnleash(vault);
  try {
    const reads = READS.map(([path, authorization]) => ({
      name: `Unleash, ${path}`,
      origin: unleash.origin,
      requests: [{ path, headers: { authorization } }],
    }));
    const figures = await loadInTurns([{ name: 'live reveals', ...vault }, ...reads], load);
    const [reveals, ...flags] = figures.map(({ perSecond }) => perSecond);
    const ratio = round((reveals ?? Number.NaN) / Math.max(...flags));
    console.log(
      `${describeMachine()}; ${JSON.stringify(load)}; ${PACKAGES.join(', ')}; medians, milliseconds`,
    );
    console.table(figures);
    console.table([
      { what: 'reveals ÷ the faster of Unleash’s reads', value: ratio, aim: AIM, holds: ratio >= AIM },
    ]);
    saveResults('unleash', { packages: PACKAGES, load, figures, ratio });
  } finally {
    await unleash.stop();
  }
}

/**
 * Starts Unleash with one flag that is on.
 * @param {import('./vault.mjs').Vault} vault whose PostgreSQL keeps its database, too
 */
async function startUnleash(vault) {
  const folder = mkdtempSync(join(tmpdir(), 'ibyok-bench-unleash-'));
  try {
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES],
      {
        stdio: 'ignore',
      },
    );
    const { user, password, host, port } = await withDatabase(vault, async (client) => {
      await client.query('CREATE DATABASE unleash');
      return client;
    });
    const ownPort = await freePort();
    const node = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
    const child = spawn(node, [join(folder, 'node_modules/unleash-server/dist/server.js')], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, NODE_ENV: 'production', TZ: 'UTC' },
        ...{
          DATABASE_HOST: host,
          DATABASE_PORT: String(port),
          DATABASE_NAME: 'unleash',
          DATABASE_SSL: 'false',
        },
        ...{ DATABASE_USERNAME: user ?? '', DATABASE_PASSWORD: password ?? '' },
        ...{ HTTP_HOST: '127.0.0.1', HTTP_PORT: String(ownPort), LOG_LEVEL: 'error' },
        ...{ CHECK_VERSION: 'false', SEND_TELEMETRY: 'false' },
        // It would refuse after 20,000 in a minute.
        ...{ SDK_API_RATE_LIMIT_PER_MINUTE: NO_LIMIT, TOKEN_AUTHENTICATION_RATE_LIMIT_PER_MINUTE: NO_LIMIT },
        INIT_ADMIN_API_TOKENS: TOKENS.admin,
        INIT_BACKEND_API_TOKENS: TOKENS.backend,
        INIT_FRONTEND_API_TOKENS: TOKENS.frontend,
      },
    });
    const ended = once(child, 'close');
    const stop = async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    };
    const origin = `http://127.0.0.1:${ownPort}`;
    try {
      await ready(`${origin}/health`);
      await addFlag(origin);
      // It learns of a token and of a flag a moment later.
      for (const [path, authorization] of READS) await ready(`${origin}${path}`, { authorization });
      return { origin, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** @param {string} origin */
async function addFlag(origin) {
  const features = `${origin}/api/admin/projects/default/features`;
  const development = `${features}/bench/environments/development`;
  for (const [url, body] of [
    [features, { name: 'bench' }],
    [`${development}/strategies`, { name: 'default' }],
    [`${development}/on`, {}],
  ]) {
    const answer = await fetch(String(url), {
      method: 'POST',
      headers: { authorization: TOKENS.admin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}`);
  }
}
