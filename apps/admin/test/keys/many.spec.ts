import type { Locator, Page } from 'playwright-core';
import { startWorkspace, type Workspace } from '../../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from '../harness/axe.js';
import { inBrowser } from '../harness/browser.js';
import { focused } from '../harness/keyboard.js';
import { defaultOf, openKeys } from '../harness/keys-page.js';
import { addManyKeys } from '../harness/many-keys.js';

const COUNT = 2_000;

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  await addManyKeys(workspace, COUNT);
});

const table = (page: Page): Locator => page.getByRole('table');
const rows = (page: Page): Locator => page.locator('tbody tr[data-index]');

/** Opens the page and waits until every key has arrived. */
async function openMany(page: Page, search = ''): Promise<void> {
  await openKeys(page, workspace.server.origin, search);
  await page.getByText(/^(\d+ of )?2,000 keys$/).waitFor();
}

/** Where each row that is drawn is, in the document, and which it says that it is. */
function places(page: Page): Promise<readonly { place: number; top: number; height: number }[]> {
  return rows(page).evaluateAll((drawn) =>
    drawn.map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return { place: Number(row.getAttribute('aria-rowindex')), top: top + scrollY, height };
    }),
  );
}

inBrowser(
  'draws a few rows of thousands, and says which they are of how many',
  async ({ page }) => {
    await openMany(page);
    expect(await rows(page).count()).toBeLessThan(60);
    expect(await table(page).getAttribute('aria-rowcount')).toBe(String(COUNT + 1));
    expect((await places(page)).map(({ place }) => place).slice(0, 3)).toEqual([2, 3, 4]);
    await rows(page).filter({ hasText: 'Key 2000' }).waitFor();
    expect(await page.getByRole('button', { name: /^Show .* more/ }).count()).toBe(0);

    const before = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await rows(page).filter({ hasText: 'Key 0001' }).waitFor();
    expect((await places(page)).at(-1)?.place).toBe(COUNT + 1);
    expect(await rows(page).count()).toBeLessThan(60);
    // Rows that come into sight are as high as they were taken to be: nothing jumps.
    expect(
      Math.abs((await page.evaluate(() => document.documentElement.scrollHeight)) - before),
    ).toBeLessThan(60);
  },
  { as },
);

for (const width of [1280, 360]) {
  inBrowser(
    `keeps every row in its place while it scrolls, below the head of the table, at ${width} px`,
    async ({ page }) => {
      await openMany(page);
      for (const top of [700, 2_400, 60_000]) {
        await page.evaluate((to) => scrollTo(0, to), top);
        await page.waitForFunction(() => {
          const row = [...document.querySelectorAll('tbody tr[data-index]')].find(
            (one) => one.getBoundingClientRect().top > innerHeight / 2,
          );
          return row !== undefined && row.getBoundingClientRect().top < innerHeight;
        });
        const drawn = await places(page);
        for (const [at, row] of drawn.entries()) {
          const next = drawn[at + 1];
          if (!next || next.place !== row.place + 1) continue;
          expect(Math.abs(row.top + row.height - next.top)).toBeLessThan(2);
        }
      }
      if (width < 768) return;
      const head = await page.getByRole('columnheader', { name: 'Name' }).boundingBox();
      expect(head?.y).toBe(52);
    },
    { as, viewport: { width, height: 800 } },
  );
}

inBrowser(
  'goes up and down a column with the arrow keys, to its ends, and keeps the focus when it scrolls away',
  async ({ page }) => {
    await openMany(page);
    await page.getByRole('button', { name: 'Settings for Key 2000' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('Settings for Key 1999');
    await page.keyboard.press('End');
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.endsWith('Key 0001'),
    );
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('Settings for Key 0001');
    await page.evaluate(() => scrollTo(0, 0));
    await rows(page).filter({ hasText: 'Key 2000' }).waitFor();
    expect(await focused(page)).toBe('Settings for Key 0001');
    await page.keyboard.press('Home');
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.endsWith('Key 2000'),
    );
    // Tab goes on from row to row, also to those that were not drawn before.
    for (let row = 0; row < 30; row += 1) {
      for (let stop = 0; stop < 6; stop += 1) await page.keyboard.press('Tab');
      // No person presses faster than the page is drawn.
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
    }
    expect(await focused(page)).toBe('Settings for Key 1970');
    const box = await page.locator(':focus').boundingBox();
    expect(box?.y).toBeGreaterThan(52 + 33);
  },
  { as },
);

inBrowser(
  'finds one of thousands and opens it, and the panel of a key that is far below',
  async ({ page }) => {
    await openMany(page);
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('Key 1234');
    await page.getByText('1 of 2,000 keys').waitFor();
    expect(await table(page).getAttribute('aria-rowcount')).toBe('2');
    await page.getByRole('button', { name: 'Settings for Key 1234' }).click();
    await page.getByRole('dialog', { name: /^Key 1234/ }).waitFor();
    await openMany(page, '?key=key_0000000000000000000007');
    await page.getByRole('dialog', { name: /^Key 0007/ }).waitFor();
  },
  { as },
);

inBrowser(
  'shows the first keys while the others arrive, counts and changes nothing by then, and says no key is missing',
  async ({ page }) => {
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/keys?*cursor=*', async (route) => {
      await released;
      await route.continue();
    });
    // The oldest key, which comes last.
    await page.goto(`${workspace.server.origin}/keys?key=key_0000000000000000000001`);
    await page.getByText('100 keys so far, loading the others…').waitFor();
    await rows(page).filter({ hasText: 'Key 2000' }).waitFor();
    expect(await page.getByText('There is no such key here').count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await defaultOf(page, 'Staging').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Add key' }).isDisabled()).toBe(true);
    release();
    await page.getByRole('dialog', { name: /^Key 0001/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('2,000 keys', { exact: true }).waitFor();
    await defaultOf(page, 'Staging').getByText('Live').click();
    await page.getByText('1,800 keys become live in Staging:').waitFor();
    await page.getByRole('button', { name: 'Show 1,794 more' }).waitFor();
  },
  { as },
);

inBrowser(
  'unfolds the list of what a change turns over, draws of it what is in sight, and folds it again',
  async ({ page }) => {
    await openMany(page);
    await defaultOf(page, 'Staging').getByText('Live').click();
    const unfold = page.getByRole('button', { name: 'Show 1,794 more' });
    expect(await unfold.getAttribute('aria-expanded')).toBe('false');
    await unfold.focus();
    await page.keyboard.press('Enter');
    // All of them are there to be read, and as few are drawn as are in sight.
    const question = page.getByRole('dialog', { name: 'Make Live the default of Staging?' });
    const list = question.getByRole('region', { name: '1,800 keys become live in Staging:' });
    await list.getByRole('listitem').nth(7).waitFor();
    const fold = question.getByRole('button', { name: 'Show fewer' });
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
    expect(await list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('1800');
    expect((await list.boundingBox())?.height).toBeLessThan(400);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await list.getByText('Key 0001', { exact: true }).waitFor();
    expect(await list.getByRole('listitem').last().getAttribute('aria-posinset')).toBe('1800');
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    await expectNothingInTheWay(page);
    await fold.click();
    expect(await question.getByRole('listitem').count()).toBe(6);
  },
  { as },
);
