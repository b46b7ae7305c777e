import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { parseCsv } from '../../api/test/harness/csv.js';
import { join } from '../../api/test/harness/people.js';
import {
  createKey,
  createToken,
  fetchValue,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from './harness/axe.js';
import { inBrowser } from './harness/browser.js';
import { tabTo } from './harness/keyboard.js';

let workspace: Workspace;
/** Where nothing was ever fetched. */
let fresh: Workspace;
let billing: KnownKey;
let batchId: string;
let reader: ReturnType<Workspace['server']['anonymous']>;
const as = () => workspace.owner.api;
const today = new Date().toISOString().slice(0, 10);

/** 9 fetches: 3 mock in Development, 2 live in Staging, 4 live in Production; 1 of them of a key that is gone. */
beforeAll(async () => {
  [workspace, fresh] = await Promise.all([startWorkspace(), startWorkspace()]);
  const { owner, server } = workspace;
  reader = (await join(server, owner.api, 'viewer')).api;
  billing = await createKey(owner.api, { name: 'Billing' });
  const gone = await createKey(owner.api, { name: 'Gone' });
  await owner.api.patch(`/api/keys/${billing.id}/overrides`, { staging: 'live' });
  const batch = await createToken(owner.api, { name: 'Batch' });
  batchId = batch.id;
  const client = server.withToken(batch.token);
  for (const env of ['dev', 'dev', 'dev', 'staging', 'staging', 'prod', 'prod', 'prod']) {
    await fetchValue(client, billing.id, env);
  }
  await fetchValue(client, gone.id, 'prod');
  await owner.api.delete(`/api/keys/${gone.id}`);
});

async function openUsage(page: Page, search = '', { server } = workspace): Promise<void> {
  await page.goto(`${server.origin}/usage${search}`);
  await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
}

/** What a table holds, cell by cell, its head first. */
async function cells(page: Page, name: string): Promise<readonly (readonly string[])[]> {
  const rows = await page.getByRole('table', { name, exact: true }).getByRole('row').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

async function figures(page: Page): Promise<Readonly<Record<string, string>>> {
  const names = await page.locator('dt').allInnerTexts();
  const values = await page.locator('dd').allInnerTexts();
  return Object.fromEntries(names.map((name, index) => [name.trim(), values[index]?.split('\n')[0] ?? '']));
}

/** The parts of the bars that can be seen. */
function bars(page: Page): Locator {
  return page.locator('.recharts-bar-rectangle path');
}

function split(page: Page, word: string): Locator {
  return page.getByRole('radiogroup', { name: 'Split by' }).getByRole('radio', { name: word, exact: true });
}

inBrowser(
  'teaches the first fetch, and shows it by itself',
  async ({ page }) => {
    await openUsage(page, '', fresh);
    await page.getByText('No fetches in this period').waitFor();
    await page.getByRole('region', { name: 'Command that fetches a key' }).waitFor();
    await page.getByRole('link', { name: 'an access token' }).waitFor();
    expect(await figures(page)).toEqual({
      Fetches: '0',
      Mock: '0',
      Live: '0',
      'Live outside Production': '0',
    });
    const { id } = await createKey(fresh.owner.api);
    await fetchValue(fresh.app, id, 'dev');
    await page.getByRole('table', { name: 'Fetches by environment' }).waitFor({ timeout: 20_000 });
  },
  { as: () => fresh.owner.api },
);

inBrowser(
  'shows fetches really made as figures, as a chart and as tables, and what is live outside Production',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/keys`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Usage' }).click();
    await bars(page).first().waitFor();
    expect(await figures(page)).toEqual({
      Fetches: '9',
      Mock: '3',
      Live: '6',
      'Live outside Production': '2',
    });
    expect(await bars(page).count()).toBe(3);
    expect(await cells(page, 'Fetches by environment')).toEqual([
      ['Environment', 'Fetches', 'Share', 'Mock', 'Live'],
      ['Development', '3', '33.3%', '3', '0'],
      ['Staging', '2', '22.2%', '0', '2'],
      ['Production', '4', '44.4%', '0', '4'],
    ]);
    const [head, first, ...older] = await cells(page, 'Fetches by day (UTC)');
    expect(head).toEqual(['Day (UTC)', 'Fetches', 'Development', 'Staging', 'Production']);
    expect(first).toEqual([today, '9', '3', '2', '4']);
    expect(older).toHaveLength(29);

    await page.getByRole('link', { name: 'Show them' }).click();
    await page.waitForURL(/env=outside_production&mode=live$/);
    await page.waitForFunction(() => document.querySelector('dd')?.textContent?.startsWith('2'));
    expect(await figures(page)).toEqual({
      Fetches: '2',
      Mock: '0',
      Live: '2',
      'Live outside Production': '2',
    });
    expect(await cells(page, 'Fetches by environment')).toHaveLength(2);
    await page.goBack();
    await page.getByRole('link', { name: 'Show them' }).waitFor();
  },
  { as },
);

inBrowser(
  'splits by key and token, names what is gone, narrows down to one, and exports what it shows',
  async ({ page }) => {
    await openUsage(page);
    await split(page, 'Key').check({ force: true });
    const keys = page.getByRole('table', { name: 'Fetches by key', exact: true });
    await keys.getByText('deleted').waitFor();
    expect((await cells(page, 'Fetches by key')).slice(1).map(([, count]) => count)).toEqual(['8', '1']);
    await keys.getByRole('link', { name: 'Billing' }).click();
    await page.waitForURL((url) => url.searchParams.get('key') === billing.id);
    const tokens = page.getByRole('table', { name: 'Fetches by token', exact: true });
    await tokens.getByText('Batch').waitFor();
    expect((await cells(page, 'Fetches by token')).slice(1)).toEqual([['Batch', '8', '100%', '3', '5']]);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const lines = parseCsv(readFileSync(await (await download).path(), 'utf8'));
    expect(lines).toEqual([
      ['day', 'tokenId', 'tokenName', 'fetches', 'mock', 'live'],
      [today, batchId, 'Batch', '8', '3', '5'],
    ]);
  },
  { as },
);

inBrowser(
  'opens from a link as it was, whatever else is in its address',
  async ({ page }) => {
    await openUsage(
      page,
      `?by=mode&from=${today}&to=${today}&env=production&days=x&mode=forced&key=a%20b&moon=1`,
    );
    const modes = page.getByRole('table', { name: 'Fetches by mode', exact: true });
    await modes.getByText('Live').first().waitFor();
    const shown = async () => ({
      split: await split(page, 'Mode').isChecked(),
      from: await page.getByLabel('From (UTC)').inputValue(),
      to: await page.getByLabel('To (UTC)').inputValue(),
      environment: await page.getByLabel('Environment', { exact: true }).first().inputValue(),
      days: await cells(page, 'Fetches by day (UTC)'),
    });
    const first = await shown();
    expect(first).toEqual({
      ...{ split: true, from: today, to: today, environment: 'production' },
      days: [
        ['Day (UTC)', 'Fetches', 'Live'],
        [today, '4', '4'],
      ],
    });
    await page.reload();
    await modes.waitFor();
    expect(await shown()).toEqual(first);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForURL((url) => !url.searchParams.has('env'));
    expect(await page.getByLabel('From (UTC)').inputValue()).toBe(today);
  },
  { as: () => reader },
);

/** The UTC day so many days before the present one. */
function ago(days: number): string {
  return new Date(Date.parse(today) - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** A day as it is typed into a date field, month first. */
function typed(day: string): string {
  const [year, month, date] = day.split('-');
  return `${month}${date}${year}`;
}

inBrowser(
  'shows what can be shown of an address’s odd days, and says what was done to them',
  async ({ page }) => {
    const period = async () => [
      await page.getByLabel('From (UTC)').inputValue(),
      await page.getByLabel('To (UTC)').inputValue(),
    ];
    for (const [search, from, to, ...said] of [
      ['from=0001-01-01&to=9999-12-31', ago(365), today, 'Only days from', 'at most 366 days'],
      [`from=${ago(20)}&to=${ago(22)}`, ago(22), ago(20), 'changed places'],
    ] as const) {
      await openUsage(page, `?${search}`);
      for (const words of said) await page.getByRole('status').getByText(words).waitFor();
      expect(await period()).toEqual([from, to]);
      await page
        .getByRole('table', { name: 'Fetches by day (UTC)' })
        .or(page.getByText('No fetches in this period'))
        .waitFor();
    }
  },
  { as },
);

inBrowser(
  'counts a typed day once it is whole: the other one stays, or is moved along with a word, and Back leaves',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/guardrails`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Usage' }).click();
    await page.waitForURL('**/usage');
    await page.getByText('Own range').click();
    const from = page.getByLabel('From (UTC)');
    const to = page.getByLabel('To (UTC)');
    await from.waitFor();
    const asked: (string | null)[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/usage/series') asked.push(searchParams.get('from'));
    });
    await from.focus();
    await page.keyboard.type(typed(ago(300)));
    expect(await to.inputValue()).toBe(today);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('from') === ago(300));
    expect([await from.inputValue(), await to.inputValue()]).toEqual([ago(300), today]);

    await to.focus();
    await page.keyboard.type(typed(ago(330)));
    await to.blur();
    await page.getByRole('status').getByText('The other day was moved along').waitFor();
    expect([await from.inputValue(), await to.inputValue()]).toEqual([ago(330), ago(330)]);
    await page.getByText('No fetches in this period').waitFor();
    expect(asked).toEqual([ago(300), ago(330)]);

    // Half a day is none: what was there comes back.
    await from.focus();
    await page.keyboard.press('Backspace');
    await from.blur();
    expect(await from.inputValue()).toBe(ago(330));
    await page.goBack();
    await page.waitForURL('**/guardrails');
  },
  { as },
);

inBrowser(
  'is used with the keyboard alone: period, split, days of the chart',
  async ({ page }) => {
    await openUsage(page);
    await bars(page).first().waitFor();
    await tabTo(page, '30 days');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/days=7/);
    await tabTo(page, 'Environment');
    while ((await page.locator(':focus').getAttribute('type')) !== 'radio') await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/by=mode/);
    await page.getByRole('table', { name: 'Fetches by mode' }).waitFor();
    await tabTo(
      page,
      '9 fetches on 7 UTC days, a bar for each day. The same numbers are in the tables below.',
    );
    await page.keyboard.press('ArrowRight');
    await page.getByText('0 fetches', { exact: true }).waitFor();
    for (let day = 0; day < 6; day += 1) await page.keyboard.press('ArrowRight');
    await page.getByText('9 fetches', { exact: true }).waitFor();
    await expectNothingInTheWay(page);
  },
  { as },
);

inBrowser(
  'is not in anybody’s way, split by key with a range of its own, in the dark, at 360 pixels',
  async ({ page }) => {
    await openUsage(page, `?by=key&from=2026-01-01&to=${today}&mode=live`);
    await bars(page).first().waitFor();
    await expectNothingInTheWay(page);
    const tooWide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(tooWide).toBeLessThanOrEqual(0);
  },
  { as, colorScheme: 'dark', viewport: { width: 360, height: 740 } },
);

inBrowser(
  'says that nothing fits the filters, and what failed, with a way on',
  async ({ page, expectFailure }) => {
    await openUsage(page, '?key=key_nothing');
    await page.getByText('No fetch fits').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await bars(page).first().waitFor();

    expectFailure(503, '/api/usage/series');
    await page.route('**/api/usage/series?*', (route) =>
      route.fulfill({ status: 503, json: { code: 'unavailable', detail: 'The database is away.' } }),
    );
    await openUsage(page);
    await page.getByRole('alert').getByText('The database is away.').waitFor();
    await page.unroute('**/api/usage/series?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await bars(page).first().waitFor();
  },
  { as },
);
