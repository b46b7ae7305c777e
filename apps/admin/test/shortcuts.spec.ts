import { join } from '../../api/test/harness/people.js';
import { createKey, startWorkspace } from '../../api/test/harness/workspace.js';
import { axeViolations } from './harness/axe.js';
import { inBrowser, signInAs } from './harness/browser.js';
import { modeButton, openKeys, rowOf } from './harness/keys-page.js';
import { newToken, openTokens } from './harness/tokens-page.js';

const { server, owner } = await startWorkspace();
const as = () => owner.api;
await createKey(owner.api, { name: 'Billing' });

inBrowser(
  'G and a letter go to a page',
  async ({ page }) => {
    await openKeys(page, server.origin);
    for (const [letter, path] of [
      ['t', '/tokens'],
      ['g', '/guardrails'],
      ['p', '/playground'],
      ['m', '/members'],
      ['a', '/audit'],
      ['s', '/account'],
      ['d', '/api-docs'],
      ['k', '/keys'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await page.waitForURL((url) => url.pathname === path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
  },
  { as },
);

inBrowser(
  'C makes something new on the page, for whoever may',
  async ({ page, context }) => {
    await openTokens(page, server.origin);
    await page.keyboard.press('c');
    await page.waitForURL('**/tokens?panel=create');
    await page.getByRole('dialog', { name: 'Create token' }).waitFor();
    await openKeys(page, server.origin);
    await page.keyboard.press('c');
    await page.waitForURL('**/keys?panel=add');

    const { api } = await join(server, owner.api, 'viewer');
    await signInAs(context, api);
    await page.goto(`${server.origin}/tokens`);
    await page.getByRole('heading', { name: 'Tokens' }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(page.url()).toBe(`${server.origin}/tokens`);
  },
  { as },
);

inBrowser(
  'C opens its panel over the page as it is narrowed down, and closing it leads back there',
  async ({ page }) => {
    const narrowed = `${server.origin}/keys?q=bill&sort=name`;
    await page.goto(narrowed);
    await rowOf(page, 'Billing').waitFor();
    await page.keyboard.press('c');
    const panel = page.getByRole('dialog', { name: 'Add key' });
    await panel.waitFor();
    expect(page.url()).toBe(`${narrowed}&panel=add`);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.waitForURL(narrowed);
  },
  { as },
);

inBrowser(
  'letters do nothing while a mode tells its story',
  async ({ page }) => {
    await openKeys(page, server.origin);
    await modeButton(page, 'Billing', 'Staging').click();
    const story = page.getByRole('dialog', { name: 'Billing in Staging' });
    await story.waitFor();
    for (const key of ['c', '?', '/', 'g', 't']) await page.keyboard.press(key);
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await story.count()).toBe(1);
    expect(page.url()).toBe(`${server.origin}/keys`);
  },
  { as },
);

inBrowser(
  '/ leads to the search of the page, or to the palette where it has none',
  async ({ page }) => {
    await page.goto(`${server.origin}/guardrails`);
    await page.getByRole('heading', { name: 'Guardrails' }).waitFor();
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: /^Search keys/ });
    await field.waitFor();
    expect(await field.inputValue()).toBe('');
  },
  { as },
);

inBrowser(
  'letters mean what they are while one types, with a modifier, and in a dialog',
  async ({ page }) => {
    await openTokens(page, server.origin);
    const panel = await newToken(page, '');
    await panel.getByLabel('Name').pressSequentially('g k?/c');
    expect(await panel.getByLabel('Name').inputValue()).toBe('g k?/c');
    await panel.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+g');
    await page.keyboard.press('k');
    await page.keyboard.press('g');
    await page.keyboard.press('Alt+k');
    expect(new URL(page.url()).pathname).toBe('/tokens');
  },
  { as },
);

inBrowser(
  'can be turned off and on in the account, and stay so',
  async ({ page }) => {
    await page.goto(`${server.origin}/account`);
    const choice = page.getByLabel('Keyboard shortcuts of single letters');
    await choice.uncheck();
    await openKeys(page, server.origin);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/keys');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /^Show keyboard shortcuts/ }).click();
    await page.getByText('Shortcuts of single letters are turned off').waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${server.origin}/account`);
    await choice.check();
    await choice.blur();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  { as },
);

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `the list of them names every page, closes by Escape, and axe finds nothing wrong in the ${colorScheme} scheme`,
    async ({ page }) => {
      await openTokens(page, server.origin);
      await page.keyboard.press('?');
      const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await list.getByText('API docs').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'detached' });
    },
    { as, colorScheme },
  );
}
