// Takes the pictures of docs/screenshots from a real server: node apps/admin/test/harness/take-screenshots.mjs
// With names (sign-up keys …) only those, each in both windows.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startScratchServer } from '../../../../scripts/scratch-server.mjs';
import { FLAGS, findBrowser } from './find-browser.mjs';
import { fillSampleWorkspace, OWNER } from './screenshots/sample-workspace.mjs';

const PICTURES = fileURLToPath(new URL('../../../../docs/screenshots/', import.meta.url));
const PAGES = ['tokens', 'guardrails', 'members', 'audit', 'account', 'api-docs'];

/** Names without the window; empty: all. */
const wanted = process.argv.slice(2);

mkdirSync(PICTURES, { recursive: true });
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
try {
  const server = await startScratchServer({
    owner: OWNER,
    env: { PROD_MOCK_ALLOWED: 'false', IBYOK_SIGNUP: 'open' },
    beforeSetup: (origin, setupPath) => takeBoth(origin, null, 'setup', setupPath),
  });
  try {
    await takeAll(server);
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
}

async function takeAll(server) {
  const { origin, cookie } = server;
  await takeBoth(origin, cookie, 'first-steps', '/keys', (page) =>
    page.getByRole('heading', { name: 'First steps' }).waitFor(),
  );
  const { keyIds, invitationLink } = await fillSampleWorkspace(server);
  const { pathname, hash } = new URL(invitationLink);
  await takeBoth(origin, null, 'sign-in', '/sign-in');
  await takeBoth(origin, null, 'sign-up', '/sign-up');
  await takeBoth(origin, null, 'invitation', pathname + hash);
  await takeBoth(origin, cookie, 'keys', '/keys');
  await take(origin, cookie, 'keys-dark', '/keys', { colorScheme: 'dark' });
  await takeBoth(origin, cookie, 'key-panel', `/keys?key=${keyIds.get('Support assistant')}`);
  await takeBoth(origin, cookie, 'import', '/keys?panel=import');
  await takeBoth(origin, cookie, 'usage', '/usage');
  await take(origin, cookie, 'usage-dark', '/usage', { colorScheme: 'dark' });
  await takeBoth(origin, cookie, 'playground', '/playground?env=production&override=mock&default=live');
  for (const page of PAGES) await takeBoth(origin, cookie, page, `/${page}`);
  await take(origin, cookie, 'palette', '/keys', {}, async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('open');
  });
}

/** A page in a wide window and in a phone's. */
async function takeBoth(origin, cookie, name, path, act) {
  await take(origin, cookie, name, path, {}, act);
  await take(origin, cookie, `${name}-360`, path, { viewport: { width: 360, height: 800 } }, act);
}

async function take(origin, cookie, name, path, look = {}, act = async () => {}) {
  if (wanted.length > 0 && !wanted.includes(name.replace(/-360$/, ''))) return;
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
