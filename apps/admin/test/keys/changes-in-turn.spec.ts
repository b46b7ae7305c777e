import type { Page } from 'playwright-core';
import type { Key } from '../../../api/test/harness/contract.js';
import {
  createKey,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import {
  chooseOverride,
  defaultOf,
  hearNothing,
  modesOf,
  openKeys,
  openSettings,
  said,
  showsModes,
} from '../harness/keys-page.js';
import { addManyKeys } from '../harness/many-keys.js';

let workspace: Workspace;
let key: KnownKey;
const as = () => workspace.owner.api;

beforeEach(async () => {
  workspace = await startWorkspace();
  key = await createKey(as(), { name: 'Billing' });
});

const NOT_RECORDED = { status: 503, json: { code: 'not_recorded', detail: 'It could not be recorded.' } };

/** Holds the changes that the page sends to a path, each until it is let go, to be made or to fail. */
async function holdChanges(page: Page, path: string) {
  const held: ((fails: boolean) => void)[] = [];
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    const fails = await new Promise<boolean>((resolve) => held.push(resolve));
    return fails ? route.fulfill(NOT_RECORDED) : route.continue();
  });
  return async (outcome: 'made' | 'failed') => {
    while (held.length === 0) await page.waitForTimeout(20);
    held.shift()?.(outcome === 'failed');
  };
}

function closeMessage(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Close the message', exact: true }).click();
}

/** Makes the key live in Staging, and a mock again while that is on its way. */
async function changeTwice(page: Page): Promise<void> {
  const panel = await openSettings(page, key.name);
  await chooseOverride(panel, 'Staging', 'Live (override)');
  await panel.getByRole('button', { name: 'Save overrides' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('dialog', { name: /^Make Billing live/ }).waitFor({ state: 'detached' });
  await chooseOverride(panel, 'Staging', 'Mock (override)');
  await panel.getByRole('button', { name: 'Save overrides' }).click();
}

inBrowser(
  'where two changes of a key fail in turn, it says again what it said at first',
  async ({ page, expectFailure }) => {
    const path = `/api/keys/${key.id}/overrides`;
    await openKeys(page, workspace.server.origin);
    await hearNothing(page);
    const letGo = await holdChanges(page, path);
    expectFailure(503, path);
    await changeTwice(page);
    await showsModes(page, key.name, ['Mock', 'Mock override', 'Live']);
    // Whatever is read again afterwards is not what is shown meanwhile.
    await page.route('**/api/keys?*', () => {});
    await letGo('failed');
    const failed = page.getByText('Billing stays as it was. It could not be recorded.');
    await failed.waitFor();
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Mock override', 'Live']);
    // It goes by itself, too, and may be gone before the next one comes.
    await closeMessage(page);
    await failed.waitFor({ state: 'detached' });
    await letGo('failed');
    await failed.waitFor();
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'where a change of a key fails, the next one is undone to what the key said before both',
  async ({ page, expectFailure }) => {
    const path = `/api/keys/${key.id}/overrides`;
    await openKeys(page, workspace.server.origin);
    await hearNothing(page);
    const letGo = await holdChanges(page, path);
    expectFailure(503, path);
    await changeTwice(page);
    await letGo('failed');
    await letGo('made');
    await said(page, 'Billing is mock in Staging.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await letGo('made');
    await showsModes(page, key.name, ['Mock', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'where two changes of a default fail in turn, it says again what it said at first',
  async ({ page, expectFailure }) => {
    const path = '/api/settings/environments';
    await openKeys(page, workspace.server.origin);
    await hearNothing(page);
    const letGo = await holdChanges(page, path);
    expectFailure(503, path);
    const staging = (mode: string) => defaultOf(page, 'Staging').getByRole('radio', { name: mode });
    for (const mode of ['Live', 'Mock']) {
      await defaultOf(page, 'Staging').getByText(mode).click();
      const question = page.getByRole('dialog', { name: `Make ${mode} the default of Staging?` });
      await question.getByRole('button', { name: 'Confirm' }).click();
      await question.waitFor({ state: 'detached' });
      expect(await staging(mode).isChecked()).toBe(true);
    }
    await page.route(`**${path}`, (route) =>
      route.request().method() === 'GET' ? undefined : route.fallback(),
    );
    const failed = page.getByText('It could not be recorded.');
    await letGo('failed');
    await failed.waitFor();
    expect(await staging('Mock').isChecked()).toBe(true);
    await closeMessage(page);
    await failed.waitFor({ state: 'detached' });
    await letGo('failed');
    await failed.waitFor();
    expect(await staging('Mock').isChecked()).toBe(true);
  },
  { as },
);

inBrowser(
  'an undo that takes several requests leaves alone what somebody changes between them',
  async ({ page }) => {
    await addManyKeys(workspace, 150);
    await openKeys(page, workspace.server.origin, '?q=key');
    await page.getByRole('checkbox', { name: 'Select all 150 keys' }).check();
    const bar = page.getByRole('region', { name: 'Selected keys' });
    await bar.getByLabel('to', { exact: true }).selectOption({ label: 'Live' });
    await bar.getByRole('button', { name: 'Set for 150 keys' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Overrides of 150 keys are saved; 150 modes change.');
    await hearNothing(page);
    const letGo = await holdChanges(page, '/api/keys/overrides');
    await page.getByRole('button', { name: 'Undo' }).click();
    const asked = page.waitForRequest((request) => request.method() === 'PATCH');
    const question = page.getByRole('dialog', { name: 'Put the overrides of 150 keys back?' });
    await question.getByRole('button', { name: 'Confirm' }).click();
    const { keyIds } = (await asked).postDataJSON() as { keyIds: readonly string[] };
    const sent = new Set(keyIds);
    const later = [1, 150].map((n) => `key_${String(n).padStart(22, '0')}`).find((id) => !sent.has(id));
    await as().patch(`/api/keys/${later}/overrides`, { development: 'mock' });
    await letGo('made');
    await letGo('made');
    const report = page.getByRole('dialog', { name: '1 of 150 keys could not be changed' });
    await report.getByText('It was changed again since.').waitFor();
    const stored = await as().get<Key>(`/api/keys/${later}`);
    expect(stored.body.overrides).toMatchObject({ development: 'mock' });
  },
  { as },
);
