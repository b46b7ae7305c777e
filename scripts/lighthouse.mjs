// Scores the Keys page with 1,000 keys in a real browser: npm run lighthouse
// With -- --no-fetches as it is before any key was fetched: with the first steps above the keys.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireSupportedNode } from './node-version.mjs';
import { prepare } from './prepare.mjs';

/** Not installed with the project (docs/decisions/0015-dashboard-libraries.md). */
const LIGHTHOUSE = 'lighthouse@12.8.2';

const KEYS = 1000;
/** What each of these must reach, of 100, in a desktop's window. */
const LEAST = 95;
const JUDGED = ['performance', 'accessibility', 'best-practices'];
/** The server asks search engines to stay away, on purpose: reported, not judged. */
const CATEGORIES = [...JUDGED, 'seo'];

const { values: options } = parseArgs({ options: { 'no-fetches': { type: 'boolean', default: false } } });
requireSupportedNode();
await prepare();
const { startScratchServer } = await import('./scratch-server.mjs');
const { FLAGS, findBrowser } = await import('../apps/admin/test/harness/find-browser.mjs');
const { npmProgram } = await import('./install.mjs');

const results = mkdtempSync(join(tmpdir(), 'ibyok-lighthouse-'));
const owner = { email: 'owner@acme.dev', password: randomBytes(16).toString('hex'), tenantName: 'Acme' };
const server = await startScratchServer({ owner, env: { NODE_ENV: 'production' } });
try {
  console.log(`Storing ${KEYS} keys …`);
  const id = await storeKeys(server, KEYS);
  await fetchOne(server, id, options['no-fetches']);
  const desktop = await scores('desktop', ['--preset=desktop']);
  await scores('mobile', []);
  const short = JUDGED.filter((category) => (desktop[category] ?? 0) < LEAST);
  if (short.length > 0) {
    console.error(`Below ${LEAST} in a desktop's window: ${short.join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
  rmSync(results, { recursive: true, force: true });
}

/**
 * @param {import('./scratch-server.mjs').ScratchServer} server
 * @param {number} count
 * @returns {Promise<string>} the id of the last one
 */
async function storeKeys({ call }, count) {
  const providers = ['openai', 'anthropic', 'groq', 'mistral', 'google'];
  let id = '';
  for (let number = 1; number <= count; number += 1) {
    const llmType = providers[number % providers.length];
    const value = `made-up-${randomBytes(24).toString('hex')}`;
    const name = `Key ${String(number).padStart(4, '0')}`;
    ({ id } = await call('POST', '/api/keys', { name, llmType, value }));
  }
  return id;
}

/**
 * Has a token fetch a key, as in a workspace in use; the token alone is there before.
 * @param {import('./scratch-server.mjs').ScratchServer} server
 * @param {string} keyId
 * @param {boolean} tokenAlone
 */
async function fetchOne({ call }, keyId, tokenAlone) {
  const scopes = ['keys:read'];
  const { token } = await call('POST', '/api/tokens', { name: 'app', scopes, environments: ['production'] });
  if (!tokenAlone) await call('GET', `/external/keys/${keyId}/value?env=production`, undefined, token);
}

/**
 * Looks at the page in one kind of window and prints what it scores; also what keeps a judged score below 100.
 * @param {string} name of the window
 * @param {readonly string[]} options
 * @returns {Promise<Record<string, number>>} by category, of 100
 */
async function scores(name, options) {
  const headers = join(results, 'headers.json');
  writeFileSync(headers, JSON.stringify({ Cookie: server.cookie }));
  const report = join(results, `${name}.json`);
  const { executablePath, env } = await findBrowser();
  await run(
    [
      `${server.origin}/keys`,
      ...options,
      `--only-categories=${CATEGORIES.join(',')}`,
      `--extra-headers=${headers}`,
      '--output=json',
      `--output-path=${report}`,
      `--chrome-flags=--headless=new ${FLAGS.join(' ')}`,
      '--quiet',
    ],
    { ...process.env, ...env, CHROME_PATH: executablePath },
  );
  const { categories, audits, environment } = JSON.parse(readFileSync(report, 'utf8'));
  const found = Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round(categories[category].score * 100)]),
  );
  const metrics = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  console.log(`${name}: ${CATEGORIES.map((category) => `${category} ${found[category]}`).join(', ')}`);
  console.log(
    `  ${metrics.map((metric) => `${metric} ${audits[metric].displayValue}`).join(', ')}; the machine ${environment.benchmarkIndex}`,
  );
  for (const category of JUDGED) {
    for (const { id, weight } of categories[category].auditRefs) {
      const { score, title } = audits[id];
      if (weight > 0 && score !== null && score < 0.9)
        console.log(`  ${category}: ${id} (${score}): ${title}`);
    }
  }
  return found;
}

/**
 * @param {readonly string[]} options of lighthouse
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
function run(options, env) {
  const command = [npmProgram(), 'exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', ...options];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`lighthouse ended with ${code}`)),
    );
  });
}
