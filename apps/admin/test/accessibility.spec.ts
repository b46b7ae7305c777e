import type { Page } from 'playwright-core';
import { createTestDatabase } from '../../api/test/harness/test-database.js';
import { startServer, type TestServer } from '../../api/test/harness/test-server.js';
import { createKey, createToken, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { interactiveElements } from './harness/accessibility-tree.js';
import { inBrowser } from './harness/browser.js';
import { paleTexts } from './harness/contrast.js';
import { focused, focusedBox, looksFocused } from './harness/keyboard.js';
import { chooseOverride, openKeys, openSettings } from './harness/keys-page.js';
import { startOpenServer } from './harness/open-server.js';
import { newToken, openTokens } from './harness/tokens-page.js';

/** With every control and block that the page has. */
const PLAYGROUND = '/playground?env=production&override=mock&mocks=forbidden';

let workspace: Workspace;
let fresh: TestServer;
let open: TestServer;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace({ env: { DEV_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' } });
  fresh = await startServer({ database: await createTestDatabase() });
  open = await startOpenServer(workspace);
  for (const name of ['First', 'Second']) await createKey(workspace.owner.api, { name });
  await createToken(workspace.owner.api, { name: 'Billing' });
});

/** Fails on a button, a link or a field that a screen reader could not name. */
async function expectNames(page: Page, atLeast: number): Promise<void> {
  const elements = await interactiveElements(page);
  expect(elements.filter(({ name }) => name === '')).toEqual([]);
  expect(elements.length).toBeGreaterThanOrEqual(atLeast);
}

inBrowser('names every control of the setup, the sign-in and the sign-up', async ({ page }) => {
  await page.goto(`${fresh.origin}/setup`);
  await page.getByLabel('Setup token').waitFor();
  await expectNames(page, 5);
  await page.goto(`${workspace.server.origin}/sign-in`);
  await page.getByLabel('Email').waitFor();
  await expectNames(page, 3);
  await page.goto(`${workspace.server.origin}/sign-up`);
  await page.getByRole('link', { name: 'Go to the sign-in' }).waitFor();
  await expectNames(page, 1);
  await page.goto(`${open.origin}/sign-up`);
  await page.getByRole('button', { name: 'Continue with GitHub' }).waitFor();
  await expectNames(page, 7);
});

inBrowser(
  'names every control of the Keys page and its panels',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await expectNames(page, 20);
    await page.getByRole('button', { name: /^Account / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await expectNames(page, 20);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add key' }).click();
    await page.getByLabel('Key', { exact: true }).waitFor();
    await expectNames(page, 7);
    await page.keyboard.press('Escape');
    const panel = await openSettings(page, 'First');
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await expectNames(page, 15);
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await page.getByRole('button', { name: 'Confirm' }).waitFor();
    await expectNames(page, 4);
  },
  { as },
);

inBrowser(
  'names every control of the Tokens page and its panel',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    await expectNames(page, 8);
    const panel = await newToken(page, 'named');
    await panel.getByLabel('Only some keys').check();
    await panel.getByLabel('Expires').selectOption('date');
    await panel.getByLabel('Last day').waitFor();
    await expectNames(page, 12);
    await panel.getByLabel('Only some keys').uncheck();
    await panel.getByLabel('Expires').selectOption('30');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByRole('button', { name: 'Copy curl' }).waitFor();
    await expectNames(page, 7);
  },
  { as },
);

inBrowser(
  'names every control of the Guardrails page and of an address that leads nowhere',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/guardrails`);
    await page.getByRole('cell', { name: 'DEV_MODE_FORCED' }).waitFor();
    await expectNames(page, 6);
    await page.goto(`${workspace.server.origin}/nowhere`);
    await page.getByText('There is no such page').waitFor();
    await expectNames(page, 1);
  },
  { as },
);

inBrowser(
  'names every control of the Playground page',
  async ({ page }) => {
    await page.goto(workspace.server.origin + PLAYGROUND);
    await page.getByRole('row').nth(4).waitFor();
    // Five groups of thirteen choices, three ways to copy, one back.
    await expectNames(page, 22);
  },
  { as },
);

for (const path of ['/keys', '/tokens', PLAYGROUND]) {
  inBrowser(
    `shows on ${path} where the keyboard is, at every stop`,
    async ({ page }) => {
      await page.goto(workspace.server.origin + path);
      await page.getByRole('main').getByRole('row').nth(1).waitFor();
      const unseen: string[] = [];
      const stops: string[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        if (!(await focusedBox(page))) break;
        const name = await focused(page);
        stops.push(name);
        if (!(await looksFocused(page))) unseen.push(name);
      }
      expect(unseen).toEqual([]);
      expect(stops.length).toBeGreaterThanOrEqual(8);
    },
    { as, viewport: { width: 1280, height: 1000 } },
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `is readable in the ${colorScheme} scheme before the sign-in, errors too`,
    async ({ page }) => {
      for (const path of [`${fresh.origin}/setup`, `${open.origin}/sign-in`, `${open.origin}/sign-up`]) {
        await page.goto(path);
        await page.getByRole('button', { name: /^(Create workspace|Sign in)$/ }).click();
        await page.getByText('Enter an email address').waitFor();
        expect([path, await paleTexts(page.locator('body'))]).toEqual([path, []]);
      }
      await page.goto(`${workspace.server.origin}/sign-up`);
      await page.getByRole('link', { name: 'Go to the sign-in' }).waitFor();
      expect(await paleTexts(page.locator('body'))).toEqual([]);
    },
    { colorScheme },
  );

  inBrowser(
    `is readable in the ${colorScheme} scheme on every page, and where a token is made`,
    async ({ page }) => {
      for (const path of ['/keys', '/guardrails', PLAYGROUND, '/members', '/audit', '/account', '/tokens']) {
        await page.goto(workspace.server.origin + path);
        await page.getByRole('main').getByRole('row').nth(1).waitFor();
        expect([path, await paleTexts(page.locator('body'))]).toEqual([path, []]);
      }
      await page.goto(`${workspace.server.origin}${PLAYGROUND}&forced=mock`);
      await page.getByText('The server refuses to start').waitFor();
      expect(await paleTexts(page.locator('body'))).toEqual([]);
      await openTokens(page, workspace.server.origin);
      const panel = await newToken(page, 'pale');
      await panel.getByLabel('Addresses (optional)').fill('nowhere');
      await panel.getByRole('button', { name: 'Create token' }).click();
      await panel.getByText('is not an address').waitFor();
      expect(await paleTexts(panel)).toEqual([]);
    },
    { as, colorScheme },
  );
}
