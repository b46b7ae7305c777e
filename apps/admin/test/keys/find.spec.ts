import type { Page } from 'playwright-core';
import {
  createKey,
  fetchValue,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { openKeys } from '../harness/keys-page.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

/** Oldest first. */
const KEYS = [
  { name: 'Alpha', llmType: 'openai', slug: 'first-of-all' },
  { name: 'bravo 2', llmType: 'anthropic' },
  { name: 'Bravo 10', llmType: 'anthropic' },
  { name: 'Charlie', llmType: 'openai' },
  { name: 'Delta', llmType: 'groq' },
  { name: 'Echo', llmType: 'groq' },
  { name: 'Foxtrot', llmType: 'mistral' },
  { name: '1234', llmType: 'google' },
  { name: 'Hotel', llmType: 'openai' },
] as const;
const NEWEST_FIRST = KEYS.map(({ name }) => name).reverse();

beforeAll(async () => {
  workspace = await startWorkspace();
  const ids = new Map<string, string>();
  for (const key of KEYS) ids.set(key.name, (await createKey(workspace.owner.api, key)).id);
  await workspace.owner.api.patch(`/api/keys/${ids.get('Charlie')}/overrides`, { staging: 'live' });
  await workspace.owner.api.patch(`/api/keys/${ids.get('Delta')}/overrides`, {
    development: 'live',
    production: 'mock',
  });
  for (const name of ['Alpha', 'Echo']) await fetchValue(workspace.app, ids.get(name) ?? '', 'development');
  const long = await workspace.database.query(
    `UPDATE last_read SET at = at - interval '31 days' WHERE id = $1 RETURNING id`,
    [ids.get('Alpha')],
  );
  expect(long).toHaveLength(1);
});

async function names(page: Page): Promise<readonly string[]> {
  const rows = page.locator('tbody tr[data-index]');
  return rows.locator('td:has([title]) > div:first-child[title]').allInnerTexts();
}

/** Waits until the table has these keys, in this order. */
async function shows(page: Page, expected: readonly string[]): Promise<void> {
  const end = Date.now() + 30_000;
  while (String(await names(page)) !== String(expected) && Date.now() < end) await page.waitForTimeout(20);
  expect(await names(page)).toEqual(expected);
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search keys' });
const filter = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

inBrowser(
  'finds by every word of a name, a slug, a provider and the last four, and counts what it finds',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await shows(page, NEWEST_FIRST);
    await page.getByText('9 keys', { exact: true }).waitFor();
    await search(page).fill('BRAVO anthropic');
    await shows(page, ['Bravo 10', 'bravo 2']);
    await page.getByText('2 of 9 keys').waitFor();
    await search(page).fill('first-of');
    await shows(page, ['Alpha']);
    // Each word is somewhere, both together nowhere.
    await search(page).fill('charlie groq');
    await page.getByText('No key fits these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await shows(page, NEWEST_FIRST);
    expect(await search(page).inputValue()).toBe('');
  },
  { as },
);

inBrowser(
  'filters by provider, by mode in an environment and by last fetch, together, and keeps it in the address',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await filter(page, 'Provider').selectOption({ label: 'OpenAI' });
    await shows(page, ['Hotel', 'Charlie', 'Alpha']);
    await filter(page, 'Mode').selectOption({ label: 'Live in Staging' });
    await shows(page, ['Charlie']);
    await page.getByText('1 of 9 keys').waitFor();
    expect(new URL(page.url()).search).toBe('?provider=openai&mode=live&env=staging');
    await page.reload();
    await shows(page, ['Charlie']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await filter(page, 'Mode').selectOption({ label: 'Mock in Production' });
    await shows(page, ['Delta']);
    await filter(page, 'Mode').selectOption({ label: 'Mock in any environment' });
    await shows(page, NEWEST_FIRST);
    await filter(page, 'Mode').selectOption({ label: 'Any mode' });
    await filter(page, 'Last fetched').selectOption({ label: 'Not fetched for 30 days' });
    await shows(
      page,
      NEWEST_FIRST.filter((name) => name !== 'Echo'),
    );
    await filter(page, 'Last fetched').selectOption({ label: 'Never fetched' });
    await shows(
      page,
      NEWEST_FIRST.filter((name) => name !== 'Echo' && name !== 'Alpha'),
    );
    await search(page).fill('groq');
    await shows(page, ['Delta']);
  },
  { as },
);

inBrowser(
  'sorts by name, provider, last fetch and age, by the list and by the head of the table',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const byName = ['1234', 'Alpha', 'bravo 2', 'Bravo 10', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Hotel'];
    await filter(page, 'Sort').selectOption({ label: 'Name, A to Z' });
    await shows(page, byName);
    const head = (name: string) => page.getByRole('columnheader', { name });
    expect(await head('Name').getAttribute('aria-sort')).toBe('ascending');
    await head('Name').getByRole('button').click();
    await shows(page, [...byName].reverse());
    expect(await head('Name').getAttribute('aria-sort')).toBe('descending');
    await head('Name').getByRole('button').click();
    await shows(page, NEWEST_FIRST);
    await head('Last fetched').getByRole('button').click();
    await page.waitForURL(/sort=-fetched/);
    expect((await names(page)).slice(0, 2)).toEqual(['Echo', 'Alpha']);
    await filter(page, 'Sort').selectOption({ label: 'Oldest first' });
    await shows(page, [...NEWEST_FIRST].reverse());
    await head('Provider').getByRole('button').click();
    await page.waitForURL(/sort=provider/);
    await shows(
      page,
      ['Bravo 10', 'bravo 2']
        .reverse()
        .concat(['1234', 'Delta', 'Echo', 'Foxtrot', 'Alpha', 'Charlie', 'Hotel']),
    );
  },
  { as },
);

inBrowser(
  'reads filters from a link, keeps them beside a panel, and takes a name of digits as the text it is',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin, '?q=1234');
    await shows(page, ['1234']);
    expect(await search(page).inputValue()).toBe('1234');
    await openKeys(page, workspace.server.origin, '?q=bravo&sort=-name');
    await shows(page, ['Bravo 10', 'bravo 2']);
    await page.getByRole('button', { name: 'Settings for Bravo 10' }).click();
    await page.getByRole('dialog', { name: 'Bravo 10' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\?q=bravo&sort=-name$/);
    await shows(page, ['Bravo 10', 'bravo 2']);
  },
  { as },
);
