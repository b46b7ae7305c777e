import type { Page } from 'playwright-core';
import { join } from '../../api/test/harness/people.js';
import type { Workspace } from '../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from './harness/axe.js';
import { inBrowser, leaveSession, signInAs, type Visit } from './harness/browser.js';
import { startFilledWorkspace } from './harness/filled-workspace.js';
import { chooseOverride, defaultOf, openSettings, openSettingsEarly } from './harness/keys-page.js';
import { openPage } from './harness/open-page.js';
import { openaiValue } from './harness/provider-keys.js';
import { newToken } from './harness/tokens-page.js';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startFilledWorkspace();
});

const open = (page: Page, path: string) => openPage(page, workspace.server.origin + path);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What pages show once somebody does something, by what that is. */
const STATES: Readonly<Record<string, (visit: Visit) => Promise<unknown>>> = {
  'adding a key': async ({ page }) => {
    await open(page, '/keys');
    await press(page, 'Add key');
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Save key' }).click();
    await page.getByText('Paste the key', { exact: true }).waitFor();
    await expectNothingInTheWay(page);
    await panel.getByLabel('Key', { exact: true }).fill(openaiValue());
    await page.getByText('Recognised as OpenAI.').waitFor();
  },
  'a key and its override': async ({ page }) => {
    await open(page, '/keys');
    const panel = await openSettings(page, 'Billing');
    await expectNothingInTheWay(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await chooseOverride(panel, 'Staging', 'Live (override)');
    await panel.getByRole('button', { name: 'Save overrides' }).click();
    await page.getByRole('button', { name: 'Confirm' }).waitFor();
  },
  'deleting a key': async ({ page }) => {
    await open(page, '/keys');
    const panel = await openSettings(page, 'Search');
    await panel.getByRole('button', { name: 'Delete key' }).click();
    await page.getByRole('dialog', { name: 'Delete Search?' }).waitFor();
  },
  'changing a default': async ({ page }) => {
    await open(page, '/keys');
    await defaultOf(page, 'Staging').getByText('Live').click();
    await page.getByRole('button', { name: 'Confirm' }).waitFor();
  },
  'creating a token': async ({ page }) => {
    await open(page, '/tokens');
    const panel = await newToken(page, 'search-service');
    await panel.getByLabel('Only some keys').check();
    await panel.getByLabel('Expires').selectOption('date');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('Choose at least one key').waitFor();
    await expectNothingInTheWay(page);
    await panel.getByLabel('Only some keys').uncheck();
    await panel.getByLabel('Expires').selectOption('30');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByRole('button', { name: 'Copy curl' }).waitFor();
  },
  'revoking a token': async ({ page }) => {
    await open(page, '/tokens');
    await press(page, 'Revoke billing-service');
    await page.getByRole('dialog', { name: 'Revoke billing-service?' }).waitFor();
  },
  'inviting somebody': async ({ page }) => {
    await open(page, '/members');
    await press(page, 'Invite');
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Invite' }).click();
    await panel.getByText('Enter an email address').waitFor();
    await expectNothingInTheWay(page);
    await panel.getByLabel('Email').fill(`grace-${Date.now()}@example.com`);
    await panel.getByRole('button', { name: 'Invite' }).click();
    await panel.getByRole('button', { name: 'Copy link' }).waitFor();
  },
  'removing a member, and what is said in passing': async ({ page }) => {
    const { email } = await join(workspace.server, workspace.owner.api, 'member');
    await open(page, '/members');
    await page.getByRole('button', { name: `Remove ${email}` }).hover();
    await expectNothingInTheWay(page);
    await press(page, `Remove ${email}`);
    const question = page.getByRole('dialog');
    await question.waitFor();
    await expectNothingInTheWay(page);
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('status').getByText(`${email} is removed.`).waitFor();
  },
  'no record that fits': async ({ page }) => {
    await open(page, '/audit');
    await page.getByLabel('From').fill('2099-01-01');
    await page.getByText('No record fits').waitFor();
  },
  'the account’s one-time codes': async ({ page }) => {
    await open(page, '/account');
    const section = page.getByRole('region', { name: 'One-time codes' });
    await section.getByLabel('Password').fill(workspace.owner.password);
    await section.getByRole('button', { name: 'Set up codes' }).click();
    await section.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
  },
  'the menu of the account': async ({ page }) => {
    await open(page, '/guardrails');
    await press(page, `Account ${workspace.owner.email}`);
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  },
  'a server that would not start': async ({ page }) => {
    await open(page, '/playground?env=production&override=mock&mocks=forbidden&forced=mock');
    await page.getByText('The server refuses to start').waitFor();
  },
  'a page that could not be loaded': async ({ page, expectFailure }) => {
    expectFailure(503, '/api/members');
    await page.route('**/api/members?*', (route) =>
      route.fulfill({ status: 503, json: { code: 'unavailable', detail: 'The database is away.' } }),
    );
    await open(page, '/members');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  },
  'a page that is still on its way': async ({ page }) => {
    await page.route('**/api/keys?*', () => {});
    await page.goto(`${workspace.server.origin}/keys`);
    await page.getByRole('status', { name: 'Loading the keys' }).waitFor();
  },
  'a key whose history is still on its way': async ({ page }) => {
    await page.route(/\/api\/keys\/[^/]+\/\w+/, () => {});
    await open(page, '/keys');
    await openSettingsEarly(page, 'Billing');
    await page.getByRole('status', { name: 'Loading the versions' }).waitFor();
  },
  'an address that leads nowhere': async ({ page }) => {
    await page.goto(`${workspace.server.origin}/nowhere`);
    await page.getByText('There is no such page').waitFor();
  },
  'what a viewer sees': async ({ page, context }) => {
    const viewer = await join(workspace.server, workspace.owner.api, 'viewer');
    await leaveSession(page);
    await signInAs(context, viewer.api);
    for (const path of ['/tokens', '/members', '/keys']) {
      await open(page, path);
      await expectNothingInTheWay(page);
    }
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [what, reach] of Object.entries(STATES)) {
    inBrowser(
      `finds nothing in the way of ${what}, ${colorScheme}`,
      async (visit) => {
        await visit.page.setViewportSize({ width: 1440, height: 900 });
        await reach(visit);
        await expectNothingInTheWay(visit.page);
      },
      { as: () => workspace.owner.api, colorScheme },
    );
  }
}
