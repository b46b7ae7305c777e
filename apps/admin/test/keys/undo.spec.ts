import type { Key, Mode } from '../../../api/test/harness/contract.js';
import { type Joined, join } from '../../../api/test/harness/people.js';
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
  hearNothing,
  modesOf,
  openKeys,
  openSettings,
  said,
  showsModes,
} from '../harness/keys-page.js';

let workspace: Workspace;
let key: KnownKey;
let other: Joined;
const colleague = () => other.api;
const NOTHING_TO_UNDO = 'This was changed again since, so there is nothing to undo.';
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  other = await join(workspace.server, workspace.owner.api, 'admin');
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
  'reads again what others did where a change fails',
  async ({ page, expectFailure }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await hearNothing(page);
    await colleague().patch(`/api/keys/${key.id}/overrides`, { development: 'live', staging: 'mock' });
    const path = `/api/keys/${key.id}/overrides`;
    await page.route(`**${path}`, (route) => route.abort());
    expectFailure('ERR_FAILED', path);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').getByText(`${key.name} stays as it was.`).waitFor();
    await showsModes(page, key.name, ['Live override', 'Mock override', 'Live']);
  },
  { as },
);

inBrowser(
  'reads the defaults again where a change of one fails',
  async ({ page, expectFailure }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    await page.getByRole('dialog', { name: 'Make Live the default of Staging?' }).waitFor();
    await hearNothing(page);
    await colleague().patch('/api/settings/environments', { development: 'live' });
    await page.route('**/api/settings/environments', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    expectFailure('ERR_FAILED', '/api/settings/environments');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').waitFor();
    await showsModes(page, key.name, ['Live', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'undoes to what the key said just before, not to what it said when asked',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, key.name);
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await page.getByRole('dialog', { name: `Make ${key.name} live in Staging?` }).waitFor();
    await colleague().patch(`/api/keys/${key.id}/overrides`, { staging: 'mock' });
    await showsModes(page, key.name, ['Mock', 'Mock override', 'Live']);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, `${key.name} is live in Staging.`);
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, `${key.name} is mock in Staging.`);
    expect(await stored()).toMatchObject({ staging: 'mock' });
  },
  { as },
);

inBrowser(
  'Ctrl+Z takes nothing back while a question waits for its answer, and does afterwards',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Staging defaults to Live; 1 key changes.');
    await defaultOf(page, 'Development').getByText('Live').click();
    const question = page.getByRole('dialog', { name: 'Make Live the default of Development?' });
    await question.getByRole('button', { name: 'Confirm' }).focus();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await defaults()).toMatchObject({ development: 'mock', staging: 'live' });
    await page.keyboard.press('Control+z');
    await page.getByRole('dialog', { name: 'Make Mock the default of Staging?' }).waitFor();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Staging defaults to Mock; 1 key changes.');
    expect(await defaults()).toMatchObject({ development: 'mock', staging: 'mock' });
  },
  { as },
);

for (const heard of [true, false]) {
  inBrowser(
    `undoes no override that somebody else changed since, ${heard ? 'known' : 'unknown'} to the page`,
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      const panel = await openSettings(page, key.name);
      await chooseOverride(panel, 'Staging', 'Live (override)');
      await panel.getByRole('button', { name: 'Save overrides' }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await said(page, `${key.name} is live in Staging.`);
      await page.getByRole('button', { name: 'Undo' }).hover();
      if (!heard) await hearNothing(page);
      await colleague().patch(`/api/keys/${key.id}/overrides`, { staging: 'mock' });
      if (heard) await showsModes(page, key.name, ['Mock', 'Mock override', 'Live']);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('alert').getByText(NOTHING_TO_UNDO).waitFor();
      expect(await stored()).toMatchObject({ staging: 'mock' });
      await showsModes(page, key.name, ['Mock', 'Mock override', 'Live']);
    },
    { as },
  );

  inBrowser(
    `undoes no default that somebody else changed since, ${heard ? 'known' : 'unknown'} to the page`,
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      await defaultOf(page, 'Staging').getByText('Live').click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await said(page, 'Staging defaults to Live; 1 key changes.');
      await page.getByRole('button', { name: 'Undo' }).click();
      const question = page.getByRole('dialog', { name: 'Make Mock the default of Staging?' });
      await question.getByText('1 key becomes mock in Staging:').waitFor();
      if (!heard) await hearNothing(page);
      // What is there by now is what the undo would make, and yet not its own to make.
      await colleague().patch('/api/settings/environments', { staging: 'mock' });
      if (heard) {
        await question.getByText('The default of Staging was changed again since').waitFor();
        expect(await question.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
      } else {
        await question.getByRole('button', { name: 'Confirm' }).click();
        await page.getByRole('alert').getByText('The default of Staging was changed again since').waitFor();
      }
      await showsModes(page, key.name, ['Mock', 'Mock', 'Live']);
      const records = await as().get<{ items: readonly { actor: { id: string } }[] }>(
        '/api/audit?action=settings.changed&limit=1',
      );
      expect(records.body.items[0]?.actor.id).toBe(other.id);
    },
    { as },
  );
}

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
