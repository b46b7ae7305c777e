import {
  createKey,
  fetchValue,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { closePanel, dialog, openKeys, openSettings, rowOf, said } from '../harness/keys-page.js';
import { openaiValue } from '../harness/provider-keys.js';

let workspace: Workspace;
let key: KnownKey;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
});

beforeEach(async () => {
  key = await createKey(workspace.owner.api, { name: 'Billing', slug: 'billing', value: openaiValue() });
});

afterEach(() => workspace.owner.api.delete(`/api/keys/${key.id}`));

/** What an application in production gets. */
async function liveValue(): Promise<string> {
  return (await fetchValue(workspace.app, key.id, 'production')).body.value;
}

inBrowser(
  'rotates a value, and restores an old one as a new version',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, 'Billing');
    const next = openaiValue();
    await panel.getByLabel('New value').fill(next);
    await panel.getByText('Recognised as OpenAI.').waitFor();
    await panel.getByRole('button', { name: 'Rotate' }).click();
    await said(page, 'Billing is rotated to version 2.');
    expect(await panel.getByLabel('New value').inputValue()).toBe('');
    expect(await liveValue()).toBe(next);

    const versions = panel.getByRole('list', { name: 'Versions' }).getByRole('listitem');
    await versions.filter({ hasText: 'Version 2current' }).waitFor();
    await panel.getByRole('button', { name: 'Restore version 1' }).click();
    const question = page.getByRole('dialog', { name: 'Restore version 1 of Billing?' });
    await question.getByRole('button', { name: 'Restore', exact: true }).click();
    await said(page, 'Version 1 of Billing is current again, as version 3.');
    await versions.filter({ hasText: 'Version 3current' }).getByText('restored from version 1').waitFor();
    expect(await versions.count()).toBe(3);
    expect(await liveValue()).toBe(key.value);
    await closePanel(page);
    await rowOf(page, 'Billing')
      .getByText(`··${key.value.slice(-4)}`)
      .waitFor();
  },
  { as },
);

inBrowser(
  'renames a key for people and for applications',
  async ({ page, expectFailure }) => {
    await createKey(workspace.owner.api, { name: 'Taken', slug: 'taken' });
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, 'Billing');
    await panel.getByLabel('Slug', { exact: true }).fill('taken');
    expectFailure(409, `/api/keys/${key.id}`);
    await panel.getByRole('button', { name: 'Save names' }).click();
    const slug = panel.getByLabel('Slug', { exact: true });
    await page.waitForFunction(
      (input) => input?.getAttribute('aria-invalid') === 'true',
      await slug.elementHandle(),
    );

    await slug.fill('invoices');
    await panel.getByText('Applications that fetch by the old slug will no longer find this key.').waitFor();
    await panel.getByLabel('Name', { exact: true }).fill('Invoices');
    await panel.getByRole('button', { name: 'Save names' }).click();
    await said(page, 'Invoices is saved.');
    expect((await fetchValue(workspace.app, 'invoices')).body).toMatchObject({
      keyId: key.id,
      name: 'Invoices',
    });
    expect((await fetchValue(workspace.app, 'billing')).status).toBe(404);
    await dialog(page).getByRole('button', { name: 'Copy id' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key.id);
  },
  { as },
);

inBrowser(
  'deletes a key after a question, and teaches the next step once there is none',
  async ({ page }) => {
    const { body } = await workspace.owner.api.get<{ items: { id: string }[] }>('/api/keys');
    for (const { id } of body.items) if (id !== key.id) await workspace.owner.api.delete(`/api/keys/${id}`);
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, 'Billing');
    const question = page.getByRole('dialog', { name: 'Delete Billing?' });
    await panel.getByRole('button', { name: 'Delete key' }).click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await fetchValue(workspace.app, key.id)).status).toBe(200);

    await panel.getByRole('button', { name: 'Delete key' }).click();
    await question.getByRole('button', { name: 'Delete', exact: true }).click();
    await said(page, 'Billing is deleted.');
    await page.getByText('No keys yet').waitFor();
    await dialog(page).first().waitFor({ state: 'detached' });
    expect((await fetchValue(workspace.app, key.id)).status).toBe(404);
    await page.getByRole('button', { name: 'Add your first key' }).click();
    await dialog(page).getByLabel('Key', { exact: true }).waitFor();
  },
  { as },
);

inBrowser(
  'says which provider a value belongs to, and asks for what is missing',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await page.getByRole('button', { name: 'Add key', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Add key' });
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.getByText('Paste the key', { exact: true }).waitFor();
    await panel.getByLabel('Key', { exact: true }).fill('sk-mock-openai-0123456789ab');
    await panel.getByText('This looks like a mock value from IBYOK, not a real key.').waitFor();
    await panel.getByLabel('Key', { exact: true }).fill('no-known-shape');
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.getByText('Choose the provider', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add key', exact: true }).click();
    expect(await panel.getByLabel('Key', { exact: true }).inputValue()).toBe('');
  },
  { as },
);
