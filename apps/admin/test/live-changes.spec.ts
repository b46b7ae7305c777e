import type { Locator, Page } from 'playwright-core';
import { join } from '../../api/test/harness/people.js';
import { startServer } from '../../api/test/harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../../api/test/harness/workspace.js';
import { inBrowser, signInAs } from './harness/browser.js';
import {
  chooseOverride,
  confirmByName,
  defaultOf,
  dialog,
  modesOf,
  openKeys,
  openSettings,
  rowOf,
  said,
} from './harness/keys-page.js';
import { newToken, openTokens } from './harness/tokens-page.js';

const workspace = await startWorkspace();
const { database, server, owner } = workspace;
const as = () => owner.api;
const key = await createKey(owner.api, { name: 'Billing' });

/** What the dashboard promises: milliseconds until a change made elsewhere is seen. */
const SOON = 5_000;
const shows = (element: Locator): Promise<void> => element.waitFor({ timeout: SOON });

/** Waits until a field holds what somebody else has saved. */
async function expectValue(field: Locator, value: string): Promise<void> {
  const end = Date.now() + SOON;
  while ((await field.inputValue()) !== value && Date.now() < end) await field.page().waitForTimeout(50);
  expect(await field.inputValue()).toBe(value);
}

/** Makes a page believe that its tab is hidden, or in sight again. */
function putInSight(page: Page, visible: boolean): Promise<void> {
  return page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

inBrowser(
  'a change in one session shows in another one within 5 seconds, both ways',
  async ({ page, context }) => {
    const colleague = await join(server, owner.api, 'admin');
    const elsewhere = await context.browser()?.newContext({ reducedMotion: 'reduce' });
    if (!elsewhere) throw new Error('there is no browser');
    await signInAs(elsewhere, colleague.api);
    const other = await elsewhere.newPage();
    try {
      await openKeys(page, server.origin);
      await openKeys(other, server.origin);

      const panel = await openSettings(page, 'Billing');
      await chooseOverride(panel, 'Staging', 'Live (override)');
      await panel.getByRole('button', { name: 'Save overrides' }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await said(page, 'Billing is live in Staging.');
      await shows(rowOf(other, 'Billing').getByRole('button', { name: /Live override/ }));

      await defaultOf(other, 'Production').getByText('Mock').click();
      await confirmByName(other.getByRole('dialog'), 'Production');
      await shows(defaultOf(page, 'Production').getByRole('radio', { name: 'Mock', checked: true }));
      expect(await modesOf(page, 'Billing')).toEqual(['Mock', 'Live override', 'Mock']);
    } finally {
      await elsewhere.close();
    }
  },
  { as },
);

inBrowser(
  'keys, tokens, people and the record show what somebody else did',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const added = await createKey(owner.api, { name: 'Added elsewhere' });
    await shows(rowOf(page, 'Added elsewhere'));
    await owner.api.delete(`/api/keys/${added.id}`);
    await rowOf(page, 'Added elsewhere').waitFor({ state: 'detached', timeout: SOON });

    await openTokens(page, server.origin);
    await createToken(owner.api, { name: 'made-elsewhere' });
    await shows(rowOf(page, 'made-elsewhere'));

    await page.goto(`${server.origin}/members`);
    await page.getByRole('row').nth(1).waitFor();
    const { email } = await join(server, owner.api, 'viewer');
    await shows(page.getByRole('cell').getByText(email).first());

    await page.goto(`${server.origin}/audit`);
    await page.getByRole('row').nth(1).waitFor();
    await owner.api.patch(`/api/keys/${key.id}`, { slug: 'billing-2' });
    await shows(page.getByRole('row').nth(1).getByText('Key changed'));
  },
  { as },
);

inBrowser(
  'the first fetch shows by itself',
  async ({ page }) => {
    const fresh = await createKey(owner.api, { name: 'Untouched' });
    const { token } = await createToken(owner.api);
    await openKeys(page, server.origin);
    await rowOf(page, 'Untouched').getByText('never', { exact: true }).waitFor();
    // The page renews its present twice a minute only: the fetch has to be later than that.
    await page.waitForTimeout(1_500);
    await fetchValue(server.withToken(token), fresh.id, 'development');
    await rowOf(page, 'Untouched').getByText('just now').waitFor({ timeout: SOON });
  },
  { as },
);

inBrowser(
  'what is being typed stays when somebody else changes the same thing',
  async ({ page }) => {
    const draft = await createKey(owner.api, { name: 'Draft', slug: 'draft' });
    await openKeys(page, server.origin);
    await openSettings(page, 'Draft');
    const panel = dialog(page);
    await chooseOverride(panel, 'Development', 'Live (override)');
    await panel.getByLabel('Name', { exact: true }).fill('Typed here');
    await owner.api.patch(`/api/keys/${draft.id}`, { name: 'Renamed elsewhere', slug: 'elsewhere' });
    await owner.api.patch(`/api/keys/${draft.id}/overrides`, { staging: 'live' });
    await shows(panel.getByText('Renamed elsewhere', { exact: true }));
    expect(await panel.getByLabel('Name', { exact: true }).inputValue()).toBe('Typed here');
    expect(await panel.getByLabel('Slug', { exact: true }).inputValue()).toBe('elsewhere');
    expect(await panel.getByLabel('Development', { exact: true }).inputValue()).toBe('live');
    await expectValue(panel.getByLabel('Staging', { exact: true }), 'live');

    await openTokens(page, server.origin);
    const form = await newToken(page, 'typed');
    await form.getByLabel('Staging').check();
    await createToken(owner.api, { name: 'made-meanwhile' });
    await shows(rowOf(page, 'made-meanwhile'));
    expect(await form.getByLabel('Name').inputValue()).toBe('typed');
    expect(await form.getByLabel('Staging').isChecked()).toBe(true);
  },
  { as },
);

inBrowser(
  'a hidden page asks nothing, and one that comes into sight asks at once',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.waitForRequest('**/api/changes');
    await page.waitForLoadState('networkidle');
    await putInSight(page, false);
    asked.length = 0;
    await createKey(owner.api, { name: 'Added out of sight' });
    // Twice as long as between two looks.
    await page.waitForTimeout(4_000);
    expect(asked).toEqual([]);
    await putInSight(page, true);
    await shows(rowOf(page, 'Added out of sight'));
  },
  { as },
);

inBrowser(
  'a page whose session ends elsewhere leads to the sign-in',
  async ({ page, context, expectFailure }) => {
    expectFailure(401, '/api/*');
    const { api } = await join(server, owner.api, 'viewer');
    await signInAs(context, api);
    await openKeys(page, server.origin);
    await api.copy().delete('/api/session');
    await page.waitForURL('**/sign-in*', { timeout: SOON });
  },
);

inBrowser(
  'a page goes on by itself once the server is back, with its other guardrails',
  async ({ page, expectFailure }) => {
    expectFailure('ERR_CONNECTION_REFUSED', '/*');
    expectFailure('ERR_CONNECTION_RESET', '/*');
    await openKeys(page, server.origin);
    await server.process.kill();
    await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/changes'));
    const env = { PORT: new URL(server.origin).port, DEV_MODE_FORCED: 'mock' };
    await startServer({ database, secrets: server.secrets, env });
    await page.getByText('DEV_MODE_FORCED=mock').first().waitFor({ timeout: 25_000 });
  },
  { as },
);
