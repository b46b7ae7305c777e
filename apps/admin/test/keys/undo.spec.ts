import type { Key, Mode } from '../../../api/test/harness/contract.js';
import {
  createKey,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { focusIsOn, tabTo } from '../harness/keyboard.js';
import {
  chooseOverride,
  closePanel,
  confirmByName,
  defaultOf,
  modesOf,
  openKeys,
  openSettings,
  said,
} from '../harness/keys-page.js';

let workspace: Workspace;
let key: KnownKey;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
});

beforeEach(async () => {
  await workspace.owner.api.patch('/api/settings/environments', {
    development: 'mock',
    staging: 'mock',
    production: 'live',
  });
  key = await createKey(workspace.owner.api);
});

afterEach(() => workspace.owner.api.delete(`/api/keys/${key.id}`));

const stored = async () => ({
  ...(await workspace.owner.api.get<Key>(`/api/keys/${key.id}`)).body.overrides,
});
const defaults = async () =>
  (await workspace.owner.api.get<Record<string, Mode>>('/api/settings/environments')).body;

inBrowser(
  'takes an override back with the button in the message, which the keyboard reaches',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Development', 'Live (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, `${key.name} is live in Development.`);
    await closePanel(page);
    expect(await stored()).toMatchObject({ development: 'live' });
    await tabTo(page, 'Undo', 'Shift+Tab');
    await page.keyboard.press('Enter');
    // Back to a mock outside production: nothing to ask.
    await said(page, `${key.name} is mock in Development.`);
    expect(await stored()).toMatchObject({ development: 'inherit' });
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'asks before undoing makes a key live, and takes nothing back on Escape',
  async ({ page }) => {
    await workspace.owner.api.patch(`/api/keys/${key.id}/overrides`, { staging: 'live' });
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Staging', 'Inherit (Mock)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await said(page, `${key.name} is mock in Staging.`);
    await page.getByRole('button', { name: 'Undo' }).click();
    const question = page.getByRole('dialog', { name: `Make ${key.name} live in Staging?` });
    await question.getByRole('img', { name: 'Mock to Live' }).waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await panel.count()).toBe(1);
    expect(await stored()).toMatchObject({ staging: 'inherit' });
  },
  { as },
);

inBrowser(
  'wants the name typed before undoing changes production: not another’s, nor in other letters',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Production', 'Mock (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    const question = page.getByRole('dialog', { name: `Change ${key.name} in Production?` });
    await confirmByName(question, ` ${key.name} `);
    await said(page, `${key.name} is mock in Production.`);
    await question.waitFor({ state: 'detached' });
    // From anywhere on the page, also behind an open panel.
    await page.keyboard.press('Control+z');
    const back = page.getByRole('dialog', { name: `Make ${key.name} live in Production?` });
    const field = back.getByLabel(`Type ${key.name} to confirm`);
    await focusIsOn(page, `Type ${key.name} to confirm`);
    const confirm = back.getByRole('button', { name: 'Confirm' });
    for (const typed of ['', 'Production', key.name.toUpperCase(), key.name.slice(0, -1)]) {
      await field.fill(typed);
      expect([typed, await confirm.isDisabled()]).toEqual([typed, true]);
      await field.press('Enter');
    }
    expect(await stored()).toMatchObject({ production: 'mock' });
    await field.fill(key.name);
    await field.press('Enter');
    await said(page, `${key.name} is live in Production.`);
    expect(await stored()).toMatchObject({ production: 'inherit' });
  },
  { as },
);

inBrowser(
  'takes a default back, and asks where that touches production',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Production').getByText('Mock').click();
    await confirmByName(
      page.getByRole('dialog', { name: 'Make Mock the default of Production?' }),
      'Production',
    );
    await said(page, 'Production defaults to Mock; 1 key changes.');
    await page.getByRole('button', { name: 'Undo' }).click();
    const back = page.getByRole('dialog', { name: 'Make Live the default of Production?' });
    await back.getByText('1 key becomes live in Production:').waitFor();
    expect(await defaults()).toMatchObject({ production: 'mock' });
    await confirmByName(back, 'Production');
    await said(page, 'Production defaults to Live; 1 key changes.');
    expect(await defaults()).toMatchObject({ production: 'live' });
    // An undo can itself be undone.
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog', { name: 'Make Mock the default of Production?' }).waitFor();
  },
  { as },
);

inBrowser(
  'shows a change at once, and puts it back with a message where the server refuses it',
  async ({ page, expectFailure }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    const path = `/api/keys/${key.id}/overrides`;
    let refuse: () => void = () => {};
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    await page.route(`**${path}`, async (route) => {
      await refused;
      await route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 409, code: 'guardrail_forbids', detail: 'The guardrail forbids it.' }),
      });
    });
    expectFailure(409, path);
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await panel
      .getByRole('button', { name: 'Save overrides' })
      .and(page.locator('[aria-disabled=true]'))
      .waitFor();
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Live override', 'Live']);
    refuse();
    await page
      .getByRole('alert')
      .getByText(`${key.name} stays as it was. The guardrail forbids it.`)
      .waitFor();
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Mock', 'Live']);
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    // What was chosen is still there to be tried again.
    expect(await panel.getByLabel('Staging', { exact: true }).inputValue()).toBe('live');
    expect(await stored()).toMatchObject({ staging: 'inherit' });
  },
  { as },
);

inBrowser(
  'offers to undo nothing once the page is left',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Staging defaults to Live; 1 key changes.');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByRole('link', { name: 'Tokens' }).click();
    await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  },
  { as },
);
