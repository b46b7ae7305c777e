import type { Locator, Page } from 'playwright-core';
import type { ApiClient } from '../../../api/test/harness/api-client.js';
import type { Key, Page as ListPage, Mode, Override } from '../../../api/test/harness/contract.js';
import { join } from '../../../api/test/harness/people.js';
import {
  createKey,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from '../harness/axe.js';
import { inBrowser } from '../harness/browser.js';
import { focusIsOn } from '../harness/keyboard.js';
import {
  chooseOverride,
  confirmByName,
  defaultOf,
  modesOf,
  openKeys,
  openSettings,
  said,
  showsModes,
} from '../harness/keys-page.js';

let workspace: Workspace;
let key: KnownKey;
let colleague: ApiClient;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  colleague = (await join(workspace.server, workspace.owner.api, 'admin')).api;
});

beforeEach(async () => {
  await defaulting({ development: 'mock', staging: 'mock', production: 'live' });
  key = await createKey(as(), { name: 'Billing' });
});

afterEach(async () => {
  const { body } = await as().get<ListPage<Key>>('/api/keys?limit=100');
  for (const { id } of body.items) await as().delete(`/api/keys/${id}`);
});

const CHANGED = 'What this changes is no longer the same. Look at it again.';
const TYPE_AGAIN = 'What this changes is no longer the same. Look at it again, then type the name again.';

const overriding = (overrides: Partial<Record<string, Override>>) =>
  colleague.patch(`/api/keys/${key.id}/overrides`, overrides);
const defaulting = (defaults: Partial<Record<string, Mode>>) =>
  colleague.patch('/api/settings/environments', defaults);
const stored = async () => ({ ...(await as().get<Key>(`/api/keys/${key.id}`)).body.overrides });

/** Chooses an override in the key's panel and saves it, as far as the question. */
async function askFor(
  page: Page,
  column: Parameters<typeof chooseOverride>[1],
  label: string,
): Promise<void> {
  const panel = await openSettings(page, key.name);
  await chooseOverride(panel, column, label);
  await panel.getByRole('button', { name: 'Save overrides' }).click();
}

/** Waits until the question's field is empty again, and fails where it can be confirmed. */
async function expectToTypeAgain(question: Locator, name: string): Promise<void> {
  await question.getByRole('alert').getByText(TYPE_AGAIN).waitFor();
  expect(await question.getByLabel(`Type ${name} to confirm`).inputValue()).toBe('');
  expect(await question.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
}

inBrowser(
  'a question about a key follows a default that somebody else changes, and wants the name again',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await askFor(page, 'Production', 'Mock (override)');
    const question = page.getByRole('dialog', { name: 'Change Billing in Production?' });
    await question.getByRole('img', { name: 'Live to Mock' }).waitFor();
    await question.getByLabel('Type Billing to confirm').fill('Billing');
    await defaulting({ production: 'mock' });
    await question.getByText('No effective mode changes today.').waitFor();
    await expectToTypeAgain(question, 'Billing');
    expect(await question.getByRole('img', { name: 'Live to Mock' }).count()).toBe(0);
    await expectNothingInTheWay(page);
    expect(await stored()).toMatchObject({ production: 'inherit' });
    await confirmByName(question, 'Billing');
    await said(page, 'Overrides of Billing are saved. Its modes stay as they were.');
    expect(await stored()).toMatchObject({ production: 'mock' });
  },
  { as },
);

inBrowser(
  'a question about a default follows keys that somebody else changes, and wants the name again',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Production').getByText('Mock').click();
    const question = page.getByRole('dialog', { name: 'Make Mock the default of Production?' });
    await question.getByText('1 key becomes mock in Production:').waitFor();
    await question.getByLabel('Type Production to confirm').fill('Production');
    await createKey(colleague, { name: 'Added meanwhile' });
    await question.getByText('2 keys become mock in Production:').waitFor();
    await expectToTypeAgain(question, 'Production');
    await question.getByLabel('Type Production to confirm').fill('Production');
    await overriding({ production: 'live' });
    await question.getByText('1 key becomes mock in Production:').waitFor();
    await expectToTypeAgain(question, 'Production');
    expect(await question.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Added meanwhile/),
    ]);
    await confirmByName(question, 'Production');
    await said(page, 'Production defaults to Mock; 1 key changes.');
  },
  { as },
);

inBrowser(
  'a name that is typed stays where others change what the question is not about',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Production').getByText('Mock').click();
    const question = page.getByRole('dialog', { name: 'Make Mock the default of Production?' });
    await question.getByLabel('Type Production to confirm').fill('Production');
    await overriding({ staging: 'live' });
    await showsModes(page, 'Billing', ['Mock', 'Live override', 'Live']);
    expect(await question.getByRole('alert').count()).toBe(0);
    await question.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Production defaults to Mock; 1 key changes.');
    expect(await stored()).toMatchObject({ staging: 'live' });
  },
  { as },
);

inBrowser(
  'a question about several keys is about those that still differ',
  async ({ page }) => {
    const second = await createKey(as(), { name: 'Search' });
    await createKey(as(), { name: 'Chat' });
    await openKeys(page, workspace.server.origin);
    await page.getByRole('checkbox', { name: 'Select all 3 keys' }).check();
    const bar = page.getByRole('region', { name: 'Selected keys' });
    await bar.getByLabel('to', { exact: true }).selectOption({ label: 'Live' });
    await bar.getByRole('button', { name: 'Set for 3 keys' }).click();
    await page.getByRole('dialog', { name: 'Set the override to Live in Development for 3 keys?' }).waitFor();
    await overriding({ development: 'live' });
    const two = page.getByRole('dialog', {
      name: 'Set the override to Live in Development for 2 keys?',
    });
    await two.getByRole('alert').getByText(CHANGED).waitFor();
    await two.getByText('2 keys become live in Development:').waitFor();
    await colleague.delete(`/api/keys/${second.id}`);
    const one = page.getByRole('dialog', { name: 'Set the override to Live in Development for 1 key?' });
    await one.waitFor();
    expect(await one.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^Chat/)]);
    await one.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'Chat is live in Development.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'Chat is mock in Development.');
    // What somebody else has done stays done.
    expect(await stored()).toMatchObject({ development: 'live' });
  },
  { as },
);

inBrowser(
  'a question follows the guardrails of a server that was started again',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await askFor(page, 'Development', 'Live (override)');
    const question = page.getByRole('dialog', { name: 'Make Billing live in Development?' });
    await question.getByRole('img', { name: 'Mock to Live' }).waitFor();
    const { body } = await as().get<Record<string, object>>('/api/guardrails');
    const json = { ...body, development: { ...body.development, forced: 'mock', allowed: ['mock'] } };
    await page.route('**/api/guardrails', (route) => route.fulfill({ json }));
    await defaulting({ staging: 'live' });
    await question.getByText('No effective mode changes today.').waitFor();
    await question.getByRole('alert').getByText(CHANGED).waitFor();
    expect(await question.getByRole('listitem').count()).toBe(0);
  },
  { as },
);

inBrowser(
  'a question about a default that somebody else has settled can’t be confirmed any more',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    const ofDefault = page.getByRole('dialog', { name: 'Make Live the default of Staging?' });
    await ofDefault.getByText('1 key becomes live in Staging:').waitFor();
    await defaulting({ staging: 'live' });
    await ofDefault.getByText('Staging defaults to Live by now, so there is nothing to change.').waitFor();
    expect(await ofDefault.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
    await focusIsOn(page, 'Cancel');
    await page.keyboard.press('Escape');
    await ofDefault.waitFor({ state: 'detached' });
  },
  { as },
);

inBrowser(
  'the focus is on Cancel where the field for the name goes with what there was to confirm',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await askFor(page, 'Production', 'Mock (override)');
    await focusIsOn(page, 'Type Billing to confirm');
    await overriding({ production: 'mock' });
    const question = page.getByRole('dialog', { name: 'Change Billing in Production?' });
    await question.getByText('Nothing is left to change: the keys say so by now, or are gone.').waitFor();
    await focusIsOn(page, 'Cancel');
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ production: 'mock' });
  },
  { as },
);

inBrowser(
  'a press on Confirm in the moment in which a question changes does nothing, a later one goes ahead',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await defaultOf(page, 'Staging').getByText('Live').click();
    const question = page.getByRole('dialog', { name: 'Make Live the default of Staging?' });
    await question.getByText('1 key becomes live in Staging:').waitFor();
    const confirm = question.getByRole('button', { name: 'Confirm' });
    // Pressed before what changed is even drawn.
    await confirm.evaluate((button: HTMLElement) => {
      const observer = new MutationObserver(() => {
        if (!button.closest('form')?.querySelector('[role=alert]')) return;
        observer.disconnect();
        button.click();
        button.closest('form')?.requestSubmit();
        document.body.dataset.pressed = 'true';
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    await createKey(colleague, { name: 'Added meanwhile' });
    await question.getByText('2 keys become live in Staging:').waitFor();
    await page.locator('body[data-pressed]').waitFor();
    expect(await question.getByRole('alert').innerText()).toBe(CHANGED);
    const { body } = await as().get<Record<string, Mode>>('/api/settings/environments');
    expect(body.staging).toBe('mock');
    await confirm.click();
    await said(page, 'Staging defaults to Live; 2 keys change.');
  },
  { as },
);

inBrowser(
  'a question about a key that somebody else has settled can’t be confirmed any more',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await askFor(page, 'Development', 'Live (override)');
    const ofKey = page.getByRole('dialog', { name: 'Make Billing live in Development?' });
    await ofKey.waitFor();
    await overriding({ development: 'live' });
    await ofKey.getByText('Nothing is left to change: the keys say so by now, or are gone.').waitFor();
    expect(await ofKey.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
    await ofKey.getByRole('button', { name: 'Cancel' }).click();
    await ofKey.waitFor({ state: 'detached' });
  },
  { as },
);

inBrowser(
  'what fails is put back as it was just before, not as it was when asked',
  async ({ page, expectFailure }) => {
    await openKeys(page, workspace.server.origin);
    await askFor(page, 'Staging', 'Live (override)');
    const question = page.getByRole('dialog', { name: 'Make Billing live in Staging?' });
    await question.waitFor();
    await overriding({ staging: 'mock' });
    await showsModes(page, 'Billing', ['Mock', 'Mock override', 'Live']);
    const path = `/api/keys/${key.id}/overrides`;
    await page.route(`**${path}`, (route) =>
      route.fulfill({ status: 503, json: { code: 'not_recorded', detail: 'It could not be recorded.' } }),
    );
    expectFailure(503, path);
    // Read again or not: neither may show what never was.
    await page.route('**/api/keys?*', () => {});
    await question.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Billing stays as it was. It could not be recorded.').waitFor();
    expect(await modesOf(page, 'Billing')).toEqual(['Mock', 'Mock override', 'Live']);
  },
  { as },
);
