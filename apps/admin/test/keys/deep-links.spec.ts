import type { Page } from 'playwright-core';
import {
  createKey,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser, signInAs } from '../harness/browser.js';
import { focusIsOn } from '../harness/keyboard.js';
import { closePanel, dialog, openKeys, openSettings, rowOf } from '../harness/keys-page.js';

let workspace: Workspace;
let key: KnownKey;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  key = await createKey(workspace.owner.api, { name: 'Billing' });
});

const searchOf = (page: Page): string => new URL(page.url()).search;

inBrowser(
  'opens the panel of the key that the address names, also after a reload, and closes to the page alone',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin, `?key=${key.id}`);
    const panel = page.getByRole('dialog', { name: 'Billing' });
    await panel.getByRole('button', { name: 'Save overrides' }).waitFor();
    await page.reload();
    await panel.getByRole('button', { name: 'Save overrides' }).waitFor();
    await closePanel(page);
    expect(searchOf(page)).toBe('');
    // It was opened by a link: Back does not open it again.
    await page.goBack();
    expect(await dialog(page).count()).toBe(0);
  },
  { as },
);

inBrowser(
  'puts an open panel into the address: Back closes it, Forward opens it again, closing goes back',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin, '?sort=name');
    const before = await page.evaluate(() => history.length);
    await openSettings(page, 'Billing');
    expect(searchOf(page)).toBe(`?sort=name&key=${key.id}`);
    await page.goBack();
    await dialog(page).waitFor({ state: 'detached' });
    expect(searchOf(page)).toBe('?sort=name');
    await page.goForward();
    await dialog(page).waitFor();
    // Pressed twice, as people do: one step back, not two.
    await page.evaluate(() => {
      const press = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
      for (let time = 0; time < 2; time += 1) document.activeElement?.dispatchEvent(press());
    });
    await dialog(page).waitFor({ state: 'detached' });
    await page.waitForURL(`${workspace.server.origin}/keys?sort=name`);
    await focusIsOn(page, 'Settings for Billing');
    expect(await page.evaluate(() => history.length)).toBe(before + 1);
  },
  { as },
);

inBrowser(
  'opens the panel for a new key by its address, and the page alone for a word that is not known',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin, '?panel=add');
    await page.getByRole('dialog', { name: 'Add key' }).getByLabel('Key', { exact: true }).waitFor();
    await openKeys(page, workspace.server.origin, '?panel=nothing&sort=off&mode=maybe');
    await rowOf(page, 'Billing').waitFor();
    expect(await dialog(page).count()).toBe(0);
  },
  { as },
);

inBrowser(
  'says that a key is not here, for one of nowhere and for one that is deleted meanwhile',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin, '?key=key_0000000000000000000000');
    const note = page.getByRole('alert').filter({ hasText: 'There is no such key here' });
    await note.getByRole('button', { name: 'Show all keys' }).click();
    await note.waitFor({ state: 'detached' });
    expect(searchOf(page)).toBe('');
    await rowOf(page, 'Billing').waitFor();

    const gone = await createKey(workspace.owner.api, { name: 'Short-lived' });
    await openKeys(page, workspace.server.origin, `?key=${gone.id}`);
    await page.getByRole('dialog', { name: 'Short-lived' }).waitFor();
    await workspace.owner.api.delete(`/api/keys/${gone.id}`);
    await page.reload();
    await note.waitFor();
  },
  { as },
);

inBrowser(
  'leaves no note behind when a key is deleted in its own panel',
  async ({ page }) => {
    const gone = await createKey(workspace.owner.api, { name: 'Unwanted' });
    await openKeys(page, workspace.server.origin, `?key=${gone.id}`);
    const panel = page.getByRole('dialog', { name: 'Unwanted' });
    const notes = await page.evaluateHandle(() => {
      const seen: string[] = [];
      new MutationObserver(() => {
        if (document.body.innerText.includes('no such key')) seen.push('a note');
      }).observe(document.body, { childList: true, subtree: true });
      return seen;
    });
    await panel.getByRole('button', { name: 'Delete key' }).click();
    await page
      .getByRole('dialog', { name: 'Delete Unwanted?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await rowOf(page, 'Unwanted').waitFor({ state: 'detached' });
    await dialog(page).first().waitFor({ state: 'detached' });
    expect(searchOf(page)).toBe('');
    expect(await notes.jsonValue()).toEqual([]);
  },
  { as },
);

inBrowser('leads to the sign-in and then to the panel that the address names', async ({ page, context }) => {
  await page.goto(`${workspace.server.origin}/keys?key=${key.id}`);
  await page.getByLabel('Email').waitFor();
  expect(await page.content()).not.toContain('Billing');
  await signInAs(context, workspace.owner.api);
  await page.reload();
  await page.getByRole('dialog', { name: 'Billing' }).waitFor();
});
