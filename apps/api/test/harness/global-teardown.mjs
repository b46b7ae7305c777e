import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Ends what a run started: servers that a broken test left, the template, the cluster, the scratch directory. */
// biome-ignore lint/style/noDefaultExport: what Jest calls is the default export.
export default async function tearDown() {
  const run = process.env.IBYOK_TEST_RUN;
  const cluster = globalThis.ibyokTestCluster;
  delete process.env.IBYOK_TEST_RUN;
  delete globalThis.ibyokTestCluster;
  if (run) for (const pid of readdirSync(join(run, 'processes'))) kill(Number(pid));
  if (cluster) {
    await dropTemplate(cluster);
    await cluster.stop();
  }
  if (run) rmSync(run, { recursive: true, force: true });
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function dropTemplate({ clusterUrl, template }) {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await client.end();
}
