import type { Key, Mode, Override } from '../../../api/test/harness/contract.js';
import {
  createKey,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import {
  chooseOverride,
  closePanel,
  confirmByName,
  defaultOf,
  dialog,
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
  const standard = { development: 'mock', staging: 'mock', production: 'live' };
  await workspace.owner.api.patch('/api/settings/environments', standard);
  key = await createKey(workspace.owner.api);
});

afterEach(() => workspace.owner.api.delete(`/api/keys/${key.id}`));

async function storedOverrides(): Promise<Record<string, Override>> {
  return { ...(await workspace.owner.api.get<Key>(`/api/keys/${key.id}`)).body.overrides };
}

async function storedDefaults(): Promise<Record<string, Mode>> {
  return (await workspace.owner.api.get<Record<string, Mode>>('/api/settings/environments')).body;
}

inBrowser(
  'asks once before a key becomes live; Cancel and Escape change nothing',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    const question = page.getByRole('dialog', { name: `Make ${key.name} live in Development?` });
    const save = panel.getByRole('button', { name: 'Save overrides' });
    await chooseOverride(panel, 'Development', 'Live (override)');

    await save.click();
    await question.getByRole('img', { name: 'Mock to Live' }).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await save.click();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await dialog(page).count()).toBe(1);
    expect(await storedOverrides()).toMatchObject({ development: 'inherit' });

    await save.click();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, `${key.name} is live in Development.`);
    await question.waitFor({ state: 'detached' });
    await closePanel(page);
    expect(await storedOverrides()).toEqual({
      development: 'live',
      staging: 'inherit',
      production: 'inherit',
    });
    expect(await modesOf(page, key.name)).toEqual(['Live override', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'asks before a key changes in Production, also where it becomes a mock',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Production', 'Mock (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    const question = page.getByRole('dialog', { name: `Change ${key.name} in Production?` });
    await question.getByRole('img', { name: 'Live to Mock' }).waitFor();
    expect(await storedOverrides()).toMatchObject({ production: 'inherit' });
    await confirmByName(question, key.name);
    await said(page, `${key.name} is mock in Production.`);
    expect(await storedOverrides()).toMatchObject({ production: 'mock' });
  },
  { as },
);

inBrowser(
  'does not ask where nothing becomes live and production stays',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Staging', 'Mock (override)');
    await panel.getByText('This changes no effective mode today.').waitFor();
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await said(page, `Overrides of ${key.name} are saved.`);
    expect(await storedOverrides()).toMatchObject({ staging: 'mock' });
  },
  { as },
);

inBrowser(
  'discards what was not saved',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await panel.getByRole('button', { name: 'Discard' }).click();
    expect(await panel.getByLabel('Staging', { exact: true }).inputValue()).toBe('inherit');
    expect(await storedOverrides()).toMatchObject({ staging: 'inherit' });
  },
  { as },
);

inBrowser(
  'asks before a default makes keys live, and names them; Cancel changes nothing',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const staging = defaultOf(page, 'Staging');
    const question = page.getByRole('dialog', { name: 'Make Live the default of Staging?' });
    await staging.getByText('Live').click();
    await question.getByRole('listitem').filter({ hasText: key.name }).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await staging.getByRole('radio', { name: 'Mock' }).isChecked()).toBe(true);
    expect(await storedDefaults()).toMatchObject({ staging: 'mock' });

    await staging.getByText('Live').click();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Staging defaults to Live; 1 key changes.');
    expect(await storedDefaults()).toEqual({ development: 'mock', staging: 'live', production: 'live' });
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Live', 'Live']);

    await question.waitFor({ state: 'detached' });
  },
  { as },
);

inBrowser(
  'asks before a default makes keys mock, too, without a name to type outside production',
  async ({ page }) => {
    await as().patch('/api/settings/environments', { staging: 'live' });
    await openKeys(page, workspace.server.origin);
    const staging = defaultOf(page, 'Staging');
    const question = page.getByRole('dialog', { name: 'Make Mock the default of Staging?' });
    await staging.getByText('Mock').click();
    await question.getByText('1 key becomes mock in Staging:').waitFor();
    await question.getByRole('img', { name: 'Live to Mock' }).waitFor();
    expect(await question.getByRole('textbox').count()).toBe(0);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await storedDefaults()).toMatchObject({ staging: 'live' });

    await staging.getByText('Mock').click();
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Staging defaults to Mock; 1 key changes.');
    expect(await modesOf(page, key.name)).toEqual(['Mock', 'Mock', 'Live']);
    expect(await storedDefaults()).toMatchObject({ staging: 'mock' });
  },
  { as },
);

inBrowser(
  'does not ask where a default turns no key over outside production',
  async ({ page }) => {
    await as().patch(`/api/keys/${key.id}/overrides`, { staging: 'mock' });
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    await said(page, 'Staging defaults to Live; 0 keys change.');
    expect(await storedDefaults()).toMatchObject({ staging: 'live' });
  },
  { as },
);

inBrowser(
  'asks before the default of Production changes',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Production').getByText('Mock').click();
    const question = page.getByRole('dialog', { name: 'Make Mock the default of Production?' });
    await question.getByText('1 key becomes mock in Production:').waitFor();
    await question.getByText(key.name).waitFor();
    expect(await storedDefaults()).toMatchObject({ production: 'live' });
    await confirmByName(question, 'Production');
    await said(page, 'Production defaults to Mock; 1 key changes.');
    expect(await storedDefaults()).toMatchObject({ production: 'mock' });
  },
  { as },
);
