import type { Locator, Page } from 'playwright-core';
import { join } from '../../api/test/harness/people.js';
import { createKey, createToken, startWorkspace } from '../../api/test/harness/workspace.js';
import { axeViolations } from './harness/axe.js';
import { inBrowser, signInAs } from './harness/browser.js';
import { focusIsOn } from './harness/keyboard.js';
import { openKeys } from './harness/keys-page.js';
import { openTokens } from './harness/tokens-page.js';

const { server, owner, database } = await startWorkspace();
const as = () => owner.api;
const key = await createKey(owner.api, { name: 'Billing', llmType: 'anthropic', slug: 'bill-it' });
const token = await createToken(owner.api, { name: 'support-assistant' });

const field = (page: Page): Locator => page.getByRole('combobox', { name: /^Search keys/ });
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });

/** Opens the palette by its shortcut and types into it. */
async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await field(page).fill(text);
}

inBrowser(
  'opens by its shortcut as soon as the page is drawn, also while typing, and by its button',
  async ({ page }) => {
    await page.goto(`${server.origin}/keys`);
    await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await field(page).waitFor();
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await field(page).waitFor();
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Search');
  },
  { as },
);

inBrowser(
  'goes to pages, chosen by the arrow keys, and says which one is chosen',
  async ({ page }) => {
    await openKeys(page, server.origin);
    await search(page, 'a');
    await option(page, 'Audit').waitFor();
    await field(page).fill('');
    await option(page, /^Keys/).and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('[role=option][aria-selected=true]');
    expect(await chosen.textContent()).toMatch(/^Tokens/);
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await chosen.textContent()).toBe('Sign out');
    await field(page).fill('members');
    await option(page, /^Members/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/members');
    await field(page).waitFor({ state: 'detached' });
  },
  { as },
);

inBrowser(
  'finds keys by name, slug, provider, last four and id, and leads to them',
  async ({ page }) => {
    await openTokens(page, server.origin);
    for (const text of ['bill', 'bill-it', 'anthropic', key.last4, key.id]) {
      await search(page, text);
      await option(page, /^Billing/).waitFor();
      await page.keyboard.press('Escape');
      await field(page).waitFor({ state: 'detached' });
    }
    await search(page, 'bill');
    await option(page, /^Billing/).click();
    await page.waitForURL(`**/keys?key=${key.id}`);
  },
  { as },
);

inBrowser(
  'finds a token and shows it on the Tokens page',
  async ({ page }) => {
    await openKeys(page, server.origin);
    await search(page, 'support');
    await option(page, /^support-assistant/).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tokens?token=${token.id}`);
    await page.locator('tr[data-shown]').getByText('support-assistant').waitFor();
    expect(await page.locator('tr[data-shown]').count()).toBe(1);
  },
  { as },
);

inBrowser(
  'opens the panel of a command; the focus and Back lead to where one was',
  async ({ page }) => {
    await openKeys(page, server.origin);
    await search(page, 'create token');
    await option(page, 'Create token').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tokens?panel=create');
    const panel = page.getByRole('dialog', { name: 'Create token' });
    await panel.getByLabel('Name').waitFor();
    await focusIsOn(page, 'Name');
    await page.goBack();
    await page.waitForURL('**/keys');
    await page.goForward();
    await panel.waitFor();
    await page.reload();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    await page.waitForURL('**/tokens');
    for (const [command, address] of [
      ['Add key', '/keys?panel=add'],
      ['Import .env', '/keys?panel=import'],
      ['Invite a person', '/members?panel=invite'],
    ] as const) {
      await openTokens(page, server.origin);
      await search(page, command);
      await option(page, command).click();
      await page.waitForURL(`**${address}`);
    }
  },
  { as },
);

inBrowser(
  'opens panels over the Keys page as it is narrowed down',
  async ({ page }) => {
    const narrowed = `${server.origin}/keys?q=bill&provider=anthropic`;
    await page.goto(narrowed);
    for (const [text, command, parameter] of [
      ['add key', 'Add key', 'panel=add'],
      ['bill-it', /^Billing/, `key=${key.id}`],
    ] as const) {
      await page.getByRole('searchbox', { name: 'Search keys' }).waitFor();
      await search(page, text);
      await option(page, command).click();
      await page.waitForURL(`${narrowed}&${parameter}`);
      await page.getByRole('dialog').getByRole('button').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.waitForURL(narrowed);
    }
  },
  { as },
);

inBrowser(
  'does what fits what was typed, also where Enter comes before it is drawn',
  async ({ page }) => {
    await openTokens(page, server.origin);
    await search(page, 'audit');
    await option(page, 'Audit').waitFor();
    // In one go: nothing is drawn between the last letter and Enter.
    await field(page).evaluate((input: HTMLInputElement) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'members');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
    await page.waitForURL((url) => url.pathname !== '/tokens');
    expect(new URL(page.url()).pathname).toBe('/members');
  },
  { as },
);

inBrowser('switches the colours and signs out', async ({ page }) => {
  const { api } = await join(server, owner.api, 'viewer');
  await signInAs(page.context(), api);
  await openKeys(page, server.origin);
  await search(page, 'dark');
  await option(page, 'Switch to dark colours').click();
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' });
  await search(page, 'create token');
  await page.getByText('Nothing fits “create token”.').waitFor();
  await field(page).fill('log out');
  await option(page, 'Sign out').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sign-in');
});

inBrowser(
  'does not open over a panel, where a form would be lost',
  async ({ page }) => {
    await page.goto(`${server.origin}/tokens?panel=create`);
    await page.getByRole('dialog').getByLabel('Name').fill('typed');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await field(page).count()).toBe(0);
  },
  { as },
);

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `axe finds nothing wrong with it in the ${colorScheme} scheme`,
    async ({ page }) => {
      await openTokens(page, server.origin);
      await search(page, '');
      await option(page, /^Usage/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await field(page).fill('bill');
      await option(page, /^Billing/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await field(page).fill('nothing such');
      await page.getByText('Nothing fits').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    },
    { as, colorScheme },
  );
}

inBrowser(
  'shows a few of a thousand keys, and how many more there are',
  async ({ page }) => {
    await database.query(
      `INSERT INTO key SELECT made.* FROM key, generate_series(1, 1000) AS n, jsonb_populate_record(key,
         jsonb_build_object('id', 'key_' || lpad(n::text, 22, '0'), 'slug', 'bulk-' || n, 'name', 'Bulk ' || n)) AS made
       WHERE key.id = $1`,
      [key.id],
    );
    await openKeys(page, server.origin);
    await search(page, 'bulk');
    await page.getByText('992 more: type on').waitFor();
    expect(await page.getByRole('dialog').getByRole('option').count()).toBe(8);
    await field(page).fill('bulk 777');
    await option(page, /^Bulk 777/).waitFor();
    expect(await page.getByRole('dialog').getByRole('option').count()).toBe(1);
  },
  { as },
);
