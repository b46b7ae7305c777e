import type { Locator, Page } from 'playwright-core';
import {
  askingFakes,
  type FakeProvider,
  startFakeProvider,
} from '../../../api/test/harness/fake-provider.js';
import { join } from '../../../api/test/harness/people.js';
import {
  type CreatedToken,
  createKey,
  createToken,
  fetchValue,
  type KnownKey,
  startWorkspace,
  unique,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { axeViolations } from '../harness/axe.js';
import { inBrowser } from '../harness/browser.js';
import { closePanel, openKeys, openSettings, rowOf, said } from '../harness/keys-page.js';

const DAY = 86_400_000;

let workspace: Workspace;
let provider: FakeProvider;
let key: KnownKey;
let viewer: Awaited<ReturnType<typeof join>>;
const as = () => workspace.owner.api;

beforeAll(async () => {
  provider = await startFakeProvider('openai');
  workspace = await startWorkspace({ env: askingFakes([provider]) });
  viewer = await join(workspace.server, workspace.owner.api, 'viewer');
});

beforeEach(async () => {
  provider.behave('as documented');
  key = await createKey(workspace.owner.api, { name: 'Billing', value: provider.goodKey });
});

afterEach(() => workspace.owner.api.delete(`/api/keys/${key.id}`));

const section = (panel: Locator, name: string): Locator => panel.getByRole('region', { name });

async function openPanel(page: Page): Promise<Locator> {
  await openKeys(page, workspace.server.origin);
  return openSettings(page, 'Billing');
}

const rotate = (value = unique('sk-')) => workspace.owner.api.post(`/api/keys/${key.id}/versions`, { value });

/** An application with a token of its own, which fetches in production. */
async function application(name: string): Promise<CreatedToken & { fetch: () => Promise<string> }> {
  const token = await createToken(workspace.owner.api, { name });
  const client = workspace.server.withToken(token.token);
  return { ...token, fetch: async () => (await fetchValue(client, key.id, 'production')).body.value };
}

inBrowser(
  'checks a key, and says what its provider said, when, and of which version',
  async ({ page }) => {
    const panel = await openPanel(page);
    const validity = section(panel, 'Validity');
    await validity.getByText('Never checked.').waitFor();
    await validity.getByRole('button', { name: 'Check now' }).click();
    const found = validity.getByRole('status');
    await found.getByText('Accepted by OpenAI').waitFor();
    await found.getByText('just now, version 1').waitFor();
    await found.getByText('The stored value opens.').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await panel.getByLabel('New value').fill(unique('sk-proj-'));
    await panel.getByRole('button', { name: 'Rotate' }).click();
    await found.getByText('version 1, checked before the last rotation').waitFor();
    await validity.getByRole('button', { name: 'Check now' }).click();
    await found.getByText('Rejected by OpenAI').waitFor();
    await found.getByText('just now, version 2').waitFor();
    await closePanel(page);
  },
  { as },
);

inBrowser(
  'says why a key could not be checked, and that there were too many checks',
  async ({ page, expectFailure }) => {
    provider.behave({ status: 503 });
    const panel = await openPanel(page);
    const validity = section(panel, 'Validity');
    await validity.getByRole('button', { name: 'Check now' }).click();
    await validity.getByText('Could not check').waitFor();
    await validity.getByText('OpenAI has trouble of its own. Check again later. (HTTP 503)').waitFor();
    await workspace.database.query('UPDATE attempt_window SET count = 10');
    expectFailure(429, `/api/keys/${key.id}/checks`);
    await validity.getByRole('button', { name: 'Check now' }).click();
    await validity.getByRole('alert').getByText('A check of this key is under way').waitFor();
    await workspace.database.query('DELETE FROM attempt_window');
  },
  { as },
);

inBrowser(
  'notes an expiry and a reminder, and shows in the table what is pressing',
  async ({ page }) => {
    const panel = await openPanel(page);
    const dates = section(panel, 'Expiry and rotation');
    await dates.getByText('An expired or overdue key is fetched as before.').waitFor();
    const soon = new Date(Date.now() + 5 * DAY);
    const two = (part: number) => String(part).padStart(2, '0');
    const day = `${soon.getFullYear()}-${two(soon.getMonth() + 1)}-${two(soon.getDate())}`;
    await dates.getByLabel('Expires at the provider').fill(day);
    await dates.getByLabel('Remind to rotate').selectOption({ label: 'Every 90 days' });
    await dates.getByRole('button', { name: 'Save dates' }).click();
    await said(page, 'Dates of Billing are saved.');
    await dates.getByText(/^Expires in \d days, on /).waitFor();
    await dates.getByText(/^Rotation is due in 90 days, on /).waitFor();
    expect(await dates.getByRole('button', { name: 'Save dates' }).count()).toBe(0);
    const { body } = await workspace.owner.api.get<KnownKey>(`/api/keys/${key.id}`);
    // All of that day, where the person is.
    expect(Date.parse(body.expiresAt ?? '')).toBe(new Date(`${day}T23:59:59`).getTime());
    expect(body.rotateEveryDays).toBe(90);
    await closePanel(page);
    await rowOf(page, 'Billing')
      .getByText(/^Expires in \d days$/)
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await workspace.owner.api.patch(`/api/keys/${key.id}`, { expiresAt: '2020-01-31' });
    await rowOf(page, 'Billing').getByText('Expired', { exact: true }).waitFor();
    await openSettings(page, 'Billing');
    await dates.getByLabel('Expires at the provider').fill('');
    await dates.getByLabel('Remind to rotate').selectOption({ label: 'Never' });
    await dates.getByRole('button', { name: 'Save dates' }).click();
    await dates.getByText('No expiry and no reminder.').waitFor();
    await closePanel(page);
    expect(await rowOf(page, 'Billing').getByText('Expired').count()).toBe(0);
  },
  { as },
);

inBrowser(
  'tells who fetched which version, and when the old one is safe to revoke',
  async ({ page }) => {
    const billing = await application('billing-service');
    const batch = await application('nightly-batch');
    const old = await application('former-service');
    for (const { fetch } of [billing, batch, old]) await fetch();
    const next = unique('sk-');
    await rotate(next);
    expect(await billing.fetch()).toBe(next);
    await workspace.owner.api.delete(`/api/tokens/${old.id}`);

    const panel = await openPanel(page);
    const readers = section(panel, 'Fetched by');
    const list = readers.getByRole('list', { name: 'Fetches by token' }).getByRole('listitem');
    await list.filter({ hasText: 'billing-service' }).filter({ hasText: 'version 2' }).waitFor();
    await list.filter({ hasText: 'nightly-batch' }).filter({ hasText: 'Production' }).waitFor();
    await list.filter({ hasText: 'former-service' }).getByText('revoked').waitFor();
    const olds = readers.getByRole('list', { name: 'Old values at the provider' });
    await olds.getByText('Version 1: don’t revoke it yet').waitFor();
    await olds.getByText('nightly-batch in Production').waitFor();
    expect(await olds.getByText('billing-service').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);

    expect(await batch.fetch()).toBe(next);
    await olds.getByText('Version 1: safe to revoke').waitFor();
    await olds.getByText('Its revoked tokens lose it then, too: former-service.').waitFor();

    await workspace.owner.api.post(`/api/keys/${key.id}/versions/1/restore`);
    await olds.getByText('Version 2: don’t revoke it yet').waitFor();
    expect(await olds.getByText('Version 1').count()).toBe(0);
  },
  { as },
);

inBrowser(
  'shows a viewer the facts without the means to change them, also on a narrow screen in the dark',
  async ({ page }) => {
    await workspace.owner.api.post(`/api/keys/${key.id}/checks`);
    await workspace.owner.api.patch(`/api/keys/${key.id}`, { expiresAt: '2020-01-31', rotateEveryDays: 7 });
    await openKeys(page, workspace.server.origin);
    await page.getByRole('button', { name: 'Settings for Billing', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Billing' });
    await section(panel, 'Validity').getByText('Accepted by OpenAI').waitFor();
    await section(panel, 'Fetched by').getByText('No application has fetched this key yet.').waitFor();
    await section(panel, 'Expiry and rotation')
      .getByText(/^Expired /)
      .waitFor();
    expect(await panel.getByRole('button', { name: /Check now|Save dates/ }).count()).toBe(0);
    expect(await panel.getByLabel('Remind to rotate').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  },
  { as: () => viewer.api, viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
);
