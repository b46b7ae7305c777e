// Measures how long a person waits on the Keys page with many keys: for each press and click, the time to the
// next paint, as Chromium's event timing has it (in steps of 8 ms).
//   npm run build && node bench/interactions.mjs [--keys 1000 --rounds 3 --slower 1]
// With --slower 4 the processor is slowed down four times, as Chromium's own tools do it.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { FLAGS, findBrowser } from '../apps/admin/test/harness/find-browser.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { startVault } from './vault.mjs';

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    slower: { type: 'string', default: '1' },
  },
});
const keys = Number(options.keys);
const TYPES = ['openai', 'anthropic', 'groq', 'google', 'mistral'];

/** @typedef {import('playwright-core').Page} Page */

const vault = await startVault(0);
try {
  for (let number = 1; number <= keys; number += 1) {
    const name = `Key ${String(number).padStart(5, '0')}`;
    await vault.call('/api/keys', {
      name,
      llmType: TYPES[number % 5],
      value: `sk-${'x'.repeat(60)}${number}`,
    });
  }
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
  try {
    await measure(await openPage(browser));
  } finally {
    await browser.close();
  }
} finally {
  await vault.stop();
}

/** @param {import('playwright-core').Browser} browser */
async function openPage(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = vault.cookie().split(/=(.*)/);
  await context.addCookies([{ name, value, url: vault.origin }]);
  const page = await context.newPage();
  await page.addInitScript(() => {
    /** @type {number[]} */
    const waits = [];
    Object.assign(window, { waits });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('interactionId' in entry && entry.interactionId) waits.push(entry.duration);
      }
      // What takes less than 16 ms is not reported at all.
    }).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16 }));
  });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slower) });
  const from = performance.now();
  await page.goto(`${vault.origin}/keys`);
  await page.locator('tbody tr[data-index]').first().waitFor();
  const first = performance.now() - from;
  await page.getByText(`${keys.toLocaleString('en')} keys`, { exact: true }).waitFor();
  console.log(
    `rows after ${first.toFixed(0)} ms, all keys after ${(performance.now() - from).toFixed(0)} ms`,
  );
  return page;
}

/** @param {Page} page */
async function measure(page) {
  /** @type {Record<string, number[]>} */
  const waits = {};
  /**
   * @param {string} what
   * @param {() => Promise<unknown>} act
   */
  const during = async (what, act) => {
    await page.evaluate('waits.length = 0');
    await act();
    // Event timing reports after the paint that it measured.
    await page.waitForTimeout(400);
    const found = /** @type {number[]} */ (await page.evaluate('[...waits]'));
    waits[what] = [...(waits[what] ?? []), ...found];
  };
  const search = page.getByRole('searchbox');
  for (let round = 0; round < Number(options.rounds); round += 1) {
    await during('typing in the search', () => search.pressSequentially(`key 00${round + 1}`, { delay: 60 }));
    await during('deleting what is sought', async () => {
      for (let press = 0; press < 7; press += 1) await search.press('Backspace', { delay: 20 });
    });
    await during('sorting', async () => {
      for (let press = 0; press < 3; press += 1)
        await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    });
    await during('opening a panel', () =>
      page
        .getByRole('button', { name: /^Settings for/ })
        .nth(round)
        .click(),
    );
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Save overrides' }).waitFor();
    // The panel takes the focus a moment after it is drawn.
    await page.waitForFunction(`document.activeElement?.tagName === 'SELECT'`);
    await during('flipping an override', async () => {
      const select = panel.getByLabel('Staging', { exact: true });
      await select.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await panel.getByRole('button', { name: 'Save overrides' }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      const done = page.getByRole('status').filter({ hasText: 'is live in Staging' });
      await done.getByRole('button', { name: 'Undo' }).click();
    });
    await during('closing a panel', () => page.keyboard.press('Escape'));
    await panel.waitFor({ state: 'detached' });
    await during('telling a story', async () => {
      await page.locator('[data-label=Staging] button').nth(round).click();
      await page.keyboard.press('Escape');
    });
    await during('selecting a row', () =>
      page
        .getByRole('checkbox')
        .nth(round + 1)
        .click(),
    );
    await during('selecting all', () => page.getByRole('checkbox').first().click());
    await during('an override for all', async () => {
      await page.getByLabel('Set override in').selectOption('staging');
      await page.getByLabel('to', { exact: true }).selectOption('live');
      await page.getByRole('button', { name: /^Set for/ }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const done = page.getByRole('status').filter({ hasText: 'Overrides of' });
      await done.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('dialog', { name: /^Put/ }).getByRole('button', { name: 'Confirm' }).click();
    });
    await during('selecting none', () => page.getByRole('button', { name: 'Clear selection' }).click());
    await during('a default for all', async () => {
      const staging = page.getByRole('radiogroup', { name: 'Staging default' });
      await staging.getByText('Live').click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await staging.getByText('Mock').click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  }
  report(waits);
}

/** @param {Record<string, number[]>} waits */
function report(waits) {
  console.log(`${keys} keys, processor ${options.slower}× slower, on ${describeMachine()}`);
  for (const [what, found] of Object.entries(waits)) {
    const sorted = [...found].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 'below 16';
    console.log(`${what.padEnd(26)} worst ${sorted.at(-1) ?? 'below 16'} ms, median ${median} ms`);
  }
  const all = Object.values(waits).flat();
  console.log(`interaction to next paint: ${Math.max(...all)} ms`);
  saveResults('interactions', { keys, slower: Number(options.slower), waits });
}
