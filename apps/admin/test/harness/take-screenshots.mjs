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
import { fillSampleWorkspace } from './screenshots/sample-workspace.mjs';

const PICTURES = fileURLToPath(new URL('../../../../docs/screenshots/', import.meta.url));
const MAIN = fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url));

const data = mkdtempSync(join(tmpdir(), 'ibyok-screenshots-'));
// In a directory of its own: where root's PostgreSQL runs as another user, it must not be private.
const dataDirectory = join(data, 'data');
const setupToken = randomBytes(24).toString('base64url');
const server = spawn(process.execPath, [MAIN], {
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    IBYOK_DATA_DIR: dataDirectory,
    IBYOK_SETUP_TOKEN: setupToken,
    PROD_MOCK_ALLOWED: 'false',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const origin = await addressOf(server);
  mkdirSync(PICTURES, { recursive: true });
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
  try {
    await takeBoth(browser, origin, null, 'setup', `/setup#${setupToken}`);
    const { cookie, keyIds } = await fillSampleWorkspace(origin, setupToken, dataDirectory);
    await takeBoth(browser, origin, null, 'sign-in', '/sign-in');
    await takeBoth(browser, origin, cookie, 'keys', '/keys');
    await take(browser, origin, cookie, 'keys-dark', '/keys', { colorScheme: 'dark' });
    await takeBoth(browser, origin, cookie, 'key-panel', `/keys?key=${keyIds.get('Support assistant')}`);
    await takeBoth(browser, origin, cookie, 'import', '/keys?panel=import');
    await takeBoth(browser, origin, cookie, 'usage', '/usage');
    await take(browser, origin, cookie, 'usage-dark', '/usage', { colorScheme: 'dark' });
    await takeBoth(
      browser,
      origin,
      cookie,
      'playground',
      '/playground?env=production&override=mock&default=live',
    );
    for (const page of ['tokens', 'guardrails', 'members', 'audit', 'account', 'api-docs'])
      await takeBoth(browser, origin, cookie, page, `/${page}`);
    await take(browser, origin, cookie, 'palette', '/keys', {}, async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('open');
    });
  } finally {
    await browser.close();
  }
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

/** A page in a wide window and in a phone's. */
async function takeBoth(browser, origin, cookie, name, path) {
  await take(browser, origin, cookie, name, path);
  await take(browser, origin, cookie, `${name}-360`, path, { viewport: { width: 360, height: 800 } });
}

async function take(browser, origin, cookie, name, path, look = {}, act = async () => {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...look,
  });
  if (cookie !== null) {
    const [cookieName, value] = cookie.split(/=(.*)/);
    await context.addCookies([{ name: cookieName, value, url: origin }]);
  }
  const page = await context.newPage();
  await page.goto(origin + path, { waitUntil: 'networkidle' });
  await page.getByRole('heading').first().waitFor();
  await act(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  await context.close();
}
