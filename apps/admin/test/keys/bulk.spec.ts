import type { Locator, Page } from 'playwright-core';
import { recordsOf } from '../../../api/test/harness/audit.js';
import type { Key, Page as ListPage } from '../../../api/test/harness/contract.js';
import { join } from '../../../api/test/harness/people.js';
import { createKey, startWorkspace, type Workspace } from '../../../api/test/harness/workspace.js';
import { inBrowser, signInAs } from '../harness/browser.js';
import { confirmByName, hearNothing, modesOf, openKeys, said } from '../harness/keys-page.js';
import { addManyKeys } from '../harness/many-keys.js';

let workspace: Workspace;
const as = () => workspace.owner.api;
const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' };
const NAMES = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'];

beforeEach(async () => {
  workspace = await startWorkspace();
  for (const name of NAMES) await createKey(workspace.owner.api, { name });
});

async function storedKeys(): Promise<readonly Key[]> {
  const keys: Key[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/api/keys?limit=100${cursor && `&cursor=${cursor}`}`;
    const { body }: { body: ListPage<Key> } = await workspace.owner.api.get<ListPage<Key>>(path);
    keys.push(...body.items);
    cursor = body.nextCursor;
  }
  return keys;
}

const box = (page: Page, name: string): Locator => page.getByRole('checkbox', { name: `Select ${name}` });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selected keys' });

/** Chooses what the bar sets, and presses its button. */
async function set(page: Page, environment: string, override: string): Promise<void> {
  await bar(page).getByLabel('Set override in').selectOption({ label: environment });
  await bar(page).getByLabel('to', { exact: true }).selectOption({ label: override });
  await bar(page)
    .getByRole('button', { name: /^Set for/ })
    .click();
}

inBrowser(
  'selects a range with Shift and sets one override for all of it, after a look at what flips',
  async ({ page }) => {
    const [delta] = (await storedKeys()).filter(({ name }) => name === 'Delta');
    await workspace.owner.api.patch(`/api/keys/${delta?.id}/overrides`, { staging: 'live' });
    await openKeys(page, workspace.server.origin);
    await box(page, 'Echo').click();
    await box(page, 'Bravo').click({ modifiers: ['Shift'] });
    await bar(page).getByText('4 keys selected').waitFor();
    const answered = page.waitForResponse('**/api/keys/overrides');
    await set(page, 'Staging', 'Live');
    const question = page.getByRole('dialog', { name: 'Set the override to Live in Staging for 3 keys?' });
    await question.getByText('3 keys become live in Staging:').waitFor();
    expect(await question.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Echo/),
      expect.stringMatching(/^Charlie/),
      expect.stringMatching(/^Bravo/),
    ]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await storedKeys()).filter(({ overrides }) => overrides.staging === 'live')).toHaveLength(1);
    await bar(page).getByRole('button', { name: 'Set for 3 keys' }).click();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 3 keys are saved; 3 modes change.');
    for (const name of ['Bravo', 'Charlie', 'Delta', 'Echo']) {
      expect([name, await modesOf(page, name)]).toEqual([name, ['Mock', 'Live override', 'Live']]);
    }
    expect(await modesOf(page, 'Alpha')).toEqual(['Mock', 'Mock', 'Live']);
    const records = await recordsOf(workspace.owner.api, {
      headers: new Headers(await (await answered).allHeaders()),
    } as Parameters<typeof recordsOf>[1]);
    expect(records.map(({ action }) => action)).toEqual(Array(3).fill('override.changed'));

    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('dialog', { name: 'Put the overrides of 3 keys back?' })
      .getByText('3 keys become mock in Staging:')
      .waitFor();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 3 keys are saved; 3 modes change.');
    expect((await storedKeys()).map(({ name, overrides }) => [name, overrides.staging])).toContainEqual([
      'Delta',
      'live',
    ]);
    expect((await storedKeys()).filter(({ overrides }) => overrides.staging === 'live')).toHaveLength(1);
  },
  { as },
);

inBrowser(
  'wants the environment’s name typed where production changes',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await page.getByRole('checkbox', { name: 'Select all 5 keys' }).check();
    await set(page, 'Production', 'Mock');
    const question = page.getByRole('dialog', { name: 'Set the override to Mock in Production for 5 keys?' });
    await question.getByText('5 keys become mock in Production:').waitFor();
    await confirmByName(question, 'Production');
    await said(page, 'Overrides of 5 keys are saved; 5 modes change.');
    expect(new Set((await storedKeys()).map(({ overrides }) => overrides.production))).toEqual(
      new Set(['mock']),
    );
  },
  { as },
);

inBrowser(
  'selects all that is found and nothing else, and sets more than a request takes',
  async ({ page }) => {
    await addManyKeys(workspace, 250);
    await openKeys(page, workspace.server.origin, '?q=key');
    await page.getByText('250 of 255 keys').waitFor();
    await page.getByRole('checkbox', { name: 'Select all 250 keys' }).check();
    await bar(page).getByText('250 keys selected').waitFor();
    await set(page, 'Development', 'Live');
    const question = page.getByRole('dialog', {
      name: 'Set the override to Live in Development for 250 keys?',
    });
    await question.getByText('250 keys become live in Development:').waitFor();
    await question.getByRole('button', { name: 'Show 244 more' }).waitFor();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 250 keys are saved; 250 modes change.');
    const live = (await storedKeys()).filter(({ overrides }) => overrides.development === 'live');
    expect(live).toHaveLength(250);
    expect(live.filter(({ name }) => NAMES.includes(name))).toEqual([]);
    // Fewer are found: what is no longer in the table is no longer selected.
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('key 012');
    await page.getByText('11 of 255 keys').waitFor();
    await bar(page).getByText('11 keys selected').waitFor();
  },
  { as },
);

inBrowser(
  'lists every key that could not be changed, and changes the others',
  async ({ page, expectFailure }) => {
    const charlie = (await storedKeys()).find(({ name }) => name === 'Charlie');
    await openKeys(page, workspace.server.origin);
    await page.getByRole('checkbox', { name: 'Select all 5 keys' }).check();
    await hearNothing(page);
    await workspace.owner.api.delete(`/api/keys/${charlie?.id}`);
    expectFailure(404, '/api/keys/overrides');
    // Which of them is gone is asked of each.
    expectFailure(404, `/api/keys/${charlie?.id}`);
    await set(page, 'Staging', 'Live');
    await page.getByRole('button', { name: 'Confirm' }).click();
    const report = page.getByRole('dialog', { name: '1 of 5 keys could not be changed' });
    await report.waitFor();
    expect(await report.getByRole('listitem').allInnerTexts()).toEqual(['Charlie\nIt no longer exists.']);
    await said(page, 'Overrides of 4 keys are saved; 4 modes change.');
    expect((await storedKeys()).map(({ overrides }) => overrides.staging)).toEqual(Array(4).fill('live'));
    await report.getByRole('button', { name: 'Close' }).last().click();
    expect(await modesOf(page, 'Alpha')).toEqual(['Mock', 'Live override', 'Live']);
  },
  { as },
);

inBrowser(
  'puts back what a request that fails would have changed, keeps what others did, and tries again',
  async ({ page, expectFailure }) => {
    await addManyKeys(workspace, 150);
    await openKeys(page, workspace.server.origin, '?q=key');
    await page.getByRole('checkbox', { name: 'Select all 150 keys' }).check();
    let requests = 0;
    await page.route('**/api/keys/overrides', async (route) => {
      requests += 1;
      if (requests !== 2) return route.continue();
      const problem = { status: 503, code: 'not_recorded', detail: 'It could not be recorded.' };
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      });
    });
    expectFailure(503, '/api/keys/overrides');
    await set(page, 'Development', 'Live');
    await page.getByRole('button', { name: 'Confirm' }).click();
    const report = page.getByRole('dialog', { name: '50 of 150 keys could not be changed' });
    await report.waitFor();
    expect(await report.getByRole('listitem').count()).toBe(50);
    await report.getByText('It could not be recorded.').first().waitFor();
    expect((await storedKeys()).filter(({ overrides }) => overrides.development === 'live')).toHaveLength(
      100,
    );
    await report.getByRole('button', { name: 'Try again' }).click();
    const question = page.getByRole('dialog', {
      name: 'Set the override to Live in Development for 50 keys?',
    });
    await question.getByText('50 keys become live in Development:').waitFor();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 50 keys are saved; 50 modes change.');
    expect((await storedKeys()).filter(({ overrides }) => overrides.development === 'live')).toHaveLength(
      150,
    );
  },
  { as },
);

inBrowser(
  'asks about a single selected key as well, and again where only one of several failed',
  async ({ page, expectFailure }) => {
    await workspace.owner.api.patch('/api/settings/environments', { staging: 'live' });
    await openKeys(page, workspace.server.origin);
    await box(page, 'Bravo').click();
    await set(page, 'Staging', 'Mock');
    const ofOne = page.getByRole('dialog', { name: 'Set the override to Mock in Staging for 1 key?' });
    await ofOne.getByText('1 key becomes mock in Staging:').waitFor();
    await ofOne.getByRole('button', { name: 'Cancel' }).click();
    await ofOne.waitFor({ state: 'detached' });

    await box(page, 'Alpha').click();
    let requests = 0;
    await page.route(/\/api\/keys\/(.*\/)?overrides$/, async (route) => {
      requests += 1;
      if (requests > 1) return route.continue();
      return route.fulfill({
        status: 503,
        json: { code: 'not_recorded', detail: 'It could not be recorded.' },
      });
    });
    expectFailure(503, '/api/keys/overrides');
    await set(page, 'Production', 'Mock');
    const ofBoth = page.getByRole('dialog', {
      name: 'Set the override to Mock in Production for 2 keys?',
    });
    await confirmByName(ofBoth, 'Production');
    const report = page.getByRole('dialog', { name: '2 of 2 keys could not be changed' });
    // One of them is mock in Production by now, for another reason.
    const bravo = (await storedKeys()).find(({ name }) => name === 'Bravo');
    await workspace.owner.api.patch(`/api/keys/${bravo?.id}/overrides`, { production: 'mock' });
    await report.getByRole('button', { name: 'Try again' }).waitFor();
    await page
      .locator('tr', { hasText: 'Bravo' })
      .locator('[data-label=Production]')
      .getByText('Mock')
      .waitFor();
    await report.getByRole('button', { name: 'Try again' }).click();
    const again = page.getByRole('dialog', { name: 'Set the override to Mock in Production for 1 key?' });
    await again.getByRole('listitem').filter({ hasText: 'Alpha' }).waitFor();
    await confirmByName(again, 'Production');
    await said(page, 'Alpha is mock in Production.');
  },
  { as },
);

inBrowser(
  'takes several back but those that somebody else changed since, and says which',
  async ({ page, expectFailure }) => {
    const colleague = (await join(workspace.server, workspace.owner.api, 'member')).api;
    const idOf = async (name: string) => (await storedKeys()).find((key) => key.name === name)?.id;
    await openKeys(page, workspace.server.origin);
    await page.getByRole('checkbox', { name: 'Select all 5 keys' }).check();
    await set(page, 'Staging', 'Live');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 5 keys are saved; 5 modes change.');
    await page.getByRole('button', { name: 'Undo' }).click();
    const question = page.getByRole('dialog', { name: 'Put the overrides of 5 keys back?' });
    await question.getByText('5 keys become mock in Staging:').waitFor();

    await colleague.patch(`/api/keys/${await idOf('Alpha')}/overrides`, { staging: 'mock' });
    const fewer = page.getByRole('dialog', { name: 'Put the overrides of 4 keys back?' });
    await fewer.getByText('Alpha was changed again since and stays as now.').waitFor();
    await fewer.getByText('4 keys become mock in Staging:').waitFor();
    await fewer.getByText('What this changes is no longer the same. Look at it again.').waitFor();

    // The page learns of nothing more before it sends.
    await hearNothing(page);
    await colleague.patch(`/api/keys/${await idOf('Bravo')}/overrides`, { staging: 'mock' });
    const charlie = `/api/keys/${await idOf('Charlie')}`;
    await colleague.delete(charlie);
    expectFailure(404, charlie);
    await fewer.getByRole('button', { name: 'Confirm' }).click();
    const report = page.getByRole('dialog', { name: '2 of 4 keys could not be changed' });
    await report.waitFor();
    expect(await report.getByRole('listitem').allInnerTexts()).toEqual([
      'Charlie\nIt no longer exists.',
      'Bravo\nIt was changed again since.',
    ]);
    expect(await report.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await said(page, 'Overrides of 2 keys are saved; 2 modes change.');
    const left = (await storedKeys()).map(({ name, overrides }) => `${name} ${overrides.staging}`);
    expect(left.sort()).toEqual(['Alpha mock', 'Bravo mock', 'Delta inherit', 'Echo inherit']);
    await report.getByRole('button', { name: 'Close' }).last().click();
    expect(await modesOf(page, 'Bravo')).toEqual(['Mock', 'Mock override', 'Live']);
  },
  { as },
);

inBrowser(
  'copies the id and the slug of a key from its row',
  async ({ page }) => {
    const [echo] = await storedKeys();
    await openKeys(page, workspace.server.origin);
    for (const [item, text] of [
      ['Copy id', echo?.id],
      ['Copy slug', echo?.slug],
    ] as const) {
      await page.getByRole('button', { name: 'More for Echo' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await said(page, `The ${item.slice(5)} of Echo is copied.`);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    }
  },
  { as },
);

inBrowser('is not offered to a viewer', async ({ page, context }) => {
  await signInAs(context, (await join(workspace.server, workspace.owner.api, 'viewer')).api);
  await openKeys(page, workspace.server.origin);
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.locator('[data-label=Staging]').getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'See settings' }).click();
  await page.getByRole('dialog').getByLabel('Staging', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Save overrides' }).count()).toBe(0);
  expect((await storedKeys()).map(({ overrides }) => overrides)).toEqual(Array(5).fill(INHERIT));
});
