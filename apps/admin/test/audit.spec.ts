import { readFileSync } from 'node:fs';
import { createKey, fetchValue, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  const key = await createKey(workspace.owner.api, { name: 'Billing' });
  for (let index = 0; index < 60; index += 1) await fetchValue(workspace.app, key.id, 'development');
  await fetchValue(workspace.app, 'nothing', 'production');
});

inBrowser(
  'shows the record newest first, a page at a time, filters and exports it',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/audit`);
    const rows = page.getByRole('table', { name: 'Records' }).locator('tbody tr');
    await rows.first().getByText('denied').waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByText('Set up').last().waitFor();
    await page.getByLabel('Outcome').selectOption('denied');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    expect(await rows.first().innerText()).toMatch(/Key fetched[\s\S]*production[\s\S]*denied/);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    await page.getByLabel('From').fill('2099-01-01');
    await page.getByText('No record fits').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await rows.nth(40).waitFor();
  },
  { as },
);

inBrowser(
  'says that older records did not come, and fetches them at the next try',
  async ({ page, expectFailure }) => {
    await page.goto(`${workspace.server.origin}/audit`);
    const rows = page.getByRole('table', { name: 'Records' }).locator('tbody tr');
    await rows.nth(49).waitFor();
    expectFailure(503, '/api/audit');
    await page.route('**/api/audit?*', (route) =>
      route.fulfill({ status: 503, json: { code: 'unavailable', detail: 'The database is away.' } }),
    );
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByRole('alert').getByText('The database is away.').waitFor();
    expect(await rows.count()).toBe(50);
    await page.unroute('**/api/audit?*');
    await page.getByRole('button', { name: 'Show older' }).click();
    await rows.nth(60).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  },
  { as },
);
