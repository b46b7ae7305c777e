import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundledChromium } from './bundled-chromium.mjs';

const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS_PATHS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

const USUAL_PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: WINDOWS_ROOTS.flatMap((name) => {
    const root = process.env[name];
    return root ? WINDOWS_PATHS.map((path) => join(root, path)) : [];
  }),
};

/** What every test's browser is started with. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser to test with: the one that CHROME_PATH names, else Chromium's headless shell from npm, else an installed
 * one. The shell has no windows of its own to draw: on two cores the tests take two thirds of the time.
 * IBYOK_TEST_BROWSER=installed takes an installed one at once. Throws where there is none: a test of the dashboard
 * never passes without a browser.
 */
export async function findBrowser() {
  const found = namedBrowser() ?? (await bundledUnlessUnwanted()) ?? installedBrowser();
  if (found) return found;
  throw new Error(
    'No browser was found. Install Chrome or Chromium, or set CHROME_PATH to one; on Linux x64, npm install brings one.',
  );
}

function namedBrowser() {
  const named = process.env.CHROME_PATH;
  if (!named) return null;
  if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
  return { executablePath: named, env: {} };
}

async function bundledUnlessUnwanted() {
  return process.env.IBYOK_TEST_BROWSER === 'installed' ? null : bundledChromium();
}

function installedBrowser() {
  const executablePath = USUAL_PLACES[process.platform]?.find((path) => existsSync(path));
  return executablePath ? { executablePath, env: {} } : null;
}
