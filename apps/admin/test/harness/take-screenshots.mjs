// Takes the pictures of docs/screenshots from a real server: node apps/admin/test/harness/take-screenshots.mjs
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { FLAGS, findBrowser } from './find-browser.mjs';

const PICTURES = fileURLToPath(new URL('../../../../docs/screenshots/', import.meta.url));
const MAIN = fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url));
const OWNER = { email: 'owner@acme.dev', password: randomBytes(16).toString('hex'), tenantName: 'Acme' };

/** Made-up values with tails that stay, so that a picture changes only when the page does. */
const KEYS = [
  { name: 'OpenAI Production', llmType: 'openai', value: made('sk-proj-', '4f2a'), fetched: true },
  { name: 'Anthropic', llmType: 'anthropic', value: made('sk-ant-api03-', '91bc'), fetched: true },
  { name: 'Groq CI', llmType: 'groq', value: made('gsk_', 'c07d'), fetched: true },
  { name: 'Gemini experiments', llmType: 'google', value: made('AIzaSy', 'x8Qk'), fetched: false },
  { name: 'Mistral batch jobs', llmType: 'mistral', value: made('', '2e6f'), fetched: false },
];

const TOKENS = [
  { name: 'billing-service', scopes: ['keys:read'], environments: ['production'] },
  { name: 'support-assistant', scopes: ['keys:read', 'usage:read'], environments: ['staging', 'production'] },
  { name: 'ci', scopes: ['keys:read'], environments: ['development'], only: 'Groq CI' },
];

function made(prefix, tail) {
  return `${prefix}${randomBytes(24).toString('hex')}${tail}`;
}

const data = mkdtempSync(join(tmpdir(), 'ibyok-screenshots-'));
const setupToken = randomBytes(24).toString('base64url');
const server = spawn(process.execPath, [MAIN], {
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    // In a directory of its own: where root's PostgreSQL runs as another user, it must not be private.
    IBYOK_DATA_DIR: join(data, 'data'),
    IBYOK_SETUP_TOKEN: setupToken,
    PROD_MOCK_ALLOWED: 'false',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const origin = await addressOf(server);
  const cookie = await fillWorkspace(origin);
  await takePictures(origin, cookie);
} finally {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'close');
  rmSync(data, { recursive: true, force: true });
}

async function addressOf({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [, origin] = /answers at (\S+)/.exec(line) ?? [];
    if (origin) return origin;
  }
  throw new Error('the server did not start');
}

/** Fills it as a team would have after some days; resolves to its owner's session cookie. */
async function fillWorkspace(origin) {
  let cookie = '';
  const call = async (method, path, body, authorization) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(authorization ? { authorization } : { cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return response.json();
  };
  await call('POST', '/api/setup', { setupToken, ...OWNER });
  const ids = new Map();
  for (const { name, llmType, value } of KEYS) {
    ids.set(name, (await call('POST', '/api/keys', { name, llmType, value })).id);
  }
  await call('PATCH', `/api/keys/${ids.get('Anthropic')}/overrides`, { development: 'live' });
  const all = { scopes: ['keys:read'], environments: ['development'] };
  for (const { only, ...token } of TOKENS) {
    await call('POST', '/api/tokens', { ...token, ...(only && { keyIds: [ids.get(only)] }) });
  }
  const { token, id } = await call('POST', '/api/tokens', { name: 'import', ...all });
  for (const { name } of KEYS.filter(({ fetched }) => fetched)) {
    await call('GET', `/external/keys/${ids.get(name)}/value`, undefined, `Bearer ${token}`);
  }
  const gone = await fetch(`${origin}/api/tokens/${id}`, { method: 'DELETE', headers: { cookie } });
  if (!gone.ok) throw new Error(`DELETE /api/tokens: ${gone.status}`);
  return cookie;
}

async function takePictures(origin, cookie) {
  mkdirSync(PICTURES, { recursive: true });
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
  const take = async (file, path, colorScheme = 'light', width = 1440, height = 900) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const [name, value] = cookie.split(/=(.*)/);
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    await page.getByRole('row').nth(1).waitFor();
    await page.screenshot({ path: join(PICTURES, file) });
    await context.close();
  };
  await take('keys.png', '/keys', 'light', 1440, 640);
  await take('keys-dark.png', '/keys', 'dark', 1440, 640);
  await take('tokens.png', '/tokens', 'light', 1440, 480);
  await take('guardrails.png', '/guardrails', 'light', 1440, 560);
  await take('playground.png', '/playground?env=production&override=mock&default=live', 'light', 1440, 760);
  await take('keys-360.png', '/keys', 'light', 360, 900);
  await browser.close();
}
