import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ApiClient } from '../../../api/test/harness/api-client.js';
import { onCleanup } from '../../../api/test/harness/cleanup.js';
import { FLAGS, findBrowser } from './find-browser.mjs';
import { type Expected, PageFaults } from './page-faults.js';

const RESULTS = fileURLToPath(new URL('../../../../test-results/', import.meta.url));
/** How long an element may take to appear, in milliseconds; below a test's own limit, so that it can say which. */
const PATIENCE = 30_000;

/** One person at one window. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Announces a failed request that is part of the test; any other one fails it. */
  expectFailure(outcome: Expected['outcome'], path: string): void;
  /** Announces an error or warning that the console shows as part of the test. */
  expectMessage(message: RegExp): void;
}

export interface VisitOptions {
  /** Whose session the browser has; nobody's unless given. */
  readonly as?: () => ApiClient;
  /** In CSS pixels; a desktop's unless given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What the person's system prefers; light unless given. */
  readonly colorScheme?: 'light' | 'dark';
  /** Whether the person's system asks for less motion; so unless given. */
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** The person's time zone, as in `Pacific/Auckland`; the machine's unless given. */
  readonly timezoneId?: string;
}

/**
 * A test in a fresh window of a real browser. It also fails on a console error or warning, an error of the
 * page and a violation of the content security policy; a failure leaves a screenshot in test-results/.
 */
export function inBrowser(
  name: string,
  run: (visit: Visit) => Promise<void>,
  options: VisitOptions = {},
): void {
  it(name, async () => {
    const context = await newContext(options);
    const faults = new PageFaults();
    const page = await context.newPage();
    try {
      await faults.watch(page);
      await run({
        page,
        context,
        expectFailure: (outcome, path) => faults.expect(outcome, path),
        expectMessage: (message) => faults.expectMessage(message),
      }).catch((error: unknown) => {
        if (faults.unexpected.length === 0) throw error;
        throw new Error(`the page reported: ${faults.unexpected.join('\n')}`, { cause: error });
      });
      expect(faults.unexpected).toEqual([]);
    } catch (error) {
      await screenshot(page);
      throw error;
    } finally {
      await context.close();
    }
  });
}

let launched: Promise<Browser> | null = null;

/** One browser a test file, with a context of its own for every test. */
async function newContext({
  as,
  viewport,
  colorScheme = 'light',
  reducedMotion = 'reduce',
  timezoneId,
}: VisitOptions): Promise<BrowserContext> {
  launched ??= launch();
  const browser = await launched;
  const context = await browser.newContext({
    colorScheme,
    viewport: viewport ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion,
    ...(timezoneId !== undefined && { timezoneId }),
  });
  context.setDefaultTimeout(PATIENCE);
  if (as) await signInAs(context, as());
  return context;
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  const options = { executablePath, args: FLAGS, env: { ...process.env, ...env } };
  // Chromium itself may crash as it starts: that says nothing of the dashboard.
  const browser = await chromium.launch(options).catch(() => chromium.launch(options));
  onCleanup(() => browser.close());
  return browser;
}

/** Gives a browser the session that an API client has. */
export async function signInAs(context: BrowserContext, client: ApiClient): Promise<void> {
  const cookies = client.cookieHeader.split('; ').map((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return { name, value: value.join('='), url: client.origin, httpOnly: true, sameSite: 'Strict' as const };
  });
  await context.addCookies(cookies);
}

/** Takes the session away from a page that is left first: it would go on to ask without one. */
export async function leaveSession(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

async function screenshot(page: Page): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}${expect.getState().currentTestName?.replace(/\W+/g, '-')}.png`;
  // A page that is gone can't be photographed; the test's own error says more.
  await page.screenshot({ path: file }).catch(() => {});
}
