import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseUrl } from './database-url.mjs';

const DIST = new URL('../../dist/', import.meta.url);

/**
 * Readies one PostgreSQL for a run: the server that TEST_DATABASE_URL names (its user a superuser), else an
 * embedded one, with a migrated template database. Tells the tests by variables: IBYOK_TEST_CLUSTER_URL,
 * IBYOK_TEST_TEMPLATE, IBYOK_TEST_RUN (a scratch directory). A second call in the same run does nothing.
 */
// biome-ignore lint/style/noDefaultExport: what Jest calls is the default export.
export default async function setUp() {
  if (process.env.IBYOK_TEST_RUN) return;
  if (!existsSync(new URL('main.js', DIST))) throw new Error('The server is not built. Run: npm run build');
  const run = mkdtempSync(join(tmpdir(), 'ibyok-test-'));
  // Open to another account on its way through: what root's PostgreSQL runs as.
  chmodSync(run, 0o711);
  mkdirSync(join(run, 'processes'));
  process.env.IBYOK_TEST_RUN = run;

  const given = process.env.TEST_DATABASE_URL;
  const embedded = given ? null : await startEmbedded(join(run, 'cluster'));
  const clusterUrl = given ?? embedded.ownerUrl;
  const template = `ibyok_template_${randomBytes(6).toString('hex')}`;
  globalThis.ibyokTestCluster = { clusterUrl, template, stop: async () => embedded?.stop() };
  process.env.IBYOK_TEST_CLUSTER_URL = clusterUrl;
  process.env.IBYOK_TEST_TEMPLATE = template;
  await createTemplate(clusterUrl, template);
}

async function startEmbedded(dataDirectory) {
  const { startEmbeddedPostgres } = await import(
    new URL('database/embedded/start-embedded-postgres.js', DIST)
  );
  return startEmbeddedPostgres({ dataDirectory, durable: false, maxConnections: 300 });
}

async function createTemplate(clusterUrl, template) {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${template}`);
  } finally {
    await client.end();
  }
  const { migrate } = await import(new URL('database/migrate.js', DIST));
  await migrate(databaseUrl(clusterUrl, template));
}
