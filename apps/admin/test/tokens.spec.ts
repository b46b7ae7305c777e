import type { Token } from '../../api/test/harness/contract.js';
import {
  createKey,
  createToken,
  fetchValue,
  type KnownKey,
  startWorkspace,
  unique,
  type Workspace,
} from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { focusIsOn } from './harness/keyboard.js';
import { dialog, rowOf, said } from './harness/keys-page.js';
import { runCurl } from './harness/shell.js';
import { copied, newToken, openTokens } from './harness/tokens-page.js';

let workspace: Workspace;
let first: KnownKey;
let second: KnownKey;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  first = await createKey(workspace.owner.api, { name: 'First', slug: 'first-key' });
  second = await createKey(workspace.owner.api, { name: 'Second', slug: 'second-key' });
});

async function storedToken(name: string): Promise<Token & Record<string, unknown>> {
  const { body } = await workspace.owner.api.get<{ items: (Token & Record<string, unknown>)[] }>(
    '/api/tokens',
  );
  const found = body.items.find((token) => token.name === name);
  if (!found) throw new Error(`there is no token ${name}`);
  return found;
}

inBrowser(
  'shows a token once: after Done and after a reload it is gone',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, 'once');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('It is shown only this once.').waitFor();
    const token = await copied(page, 'Copy token');
    expect(token).toMatch(/^ibyok_/);
    expect(await page.content()).toContain(token);
    // A slip must not lose it.
    await page.keyboard.press('Escape');
    expect(await panel.isVisible()).toBe(true);

    await panel.getByRole('button', { name: 'Done' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(token);
    await page.reload();
    await rowOf(page, 'once')
      .getByText(`··${token.slice(-4)}`)
      .waitFor();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'Create token' }).click();
    expect(await panel.getByLabel('Name').inputValue()).toBe('');
    expect(await page.content()).not.toContain(token);
  },
  { as },
);

inBrowser(
  'offers snippets with the chosen key and an environment of the token',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, 'snippets');
    await panel.getByLabel('Development').uncheck();
    await panel.getByLabel('Staging').check();
    await panel.getByLabel('Production').check();
    await panel.getByRole('button', { name: 'Create token' }).click();
    const { origin } = workspace.server;
    const token = await copied(page, 'Copy token');
    await panel.getByLabel('Key in the example').selectOption({ label: 'Second' });
    const command = await copied(page, 'Copy curl');
    expect(command).toBe(
      `curl -H "Authorization: Bearer ${token}" "${origin}/external/keys/second-key/value?env=staging"`,
    );
    expect(await runCurl(command)).toMatchObject({
      keyId: second.id,
      modeInfo: { environment: 'staging', effectiveMode: 'mock' },
    });
    await panel.getByLabel('Key in the example').selectOption({ label: 'First' });
    expect(await copied(page, 'Copy curl')).toContain('/external/keys/first-key/value?env=staging"');

    await panel.getByRole('tab', { name: 'TypeScript' }).click();
    const code = await copied(page, 'Copy TypeScript');
    expect(code).toContain(`const IBYOK_API = '${origin}';`);
    expect(code).toContain("const keyId = 'first-key';");
    expect(code).toContain('?env=staging');
    expect(code).not.toContain(token);
  },
  { as },
);

inBrowser(
  'creates exactly the token that was asked for',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, 'bounded');
    await panel.getByLabel('Staging').check();
    await panel.getByLabel('usage:read').check();
    await panel.getByLabel('Only some keys').check();
    await panel.getByRole('checkbox', { name: 'First' }).check();
    await panel.getByLabel('Expires').selectOption('30');
    await panel.getByRole('button', { name: 'Create token' }).click();
    const token = await copied(page, 'Copy token');
    await panel.getByRole('button', { name: 'Done' }).click();

    const stored = await storedToken('bounded');
    expect(stored).toMatchObject({ keyIds: [first.id], addressRanges: null });
    expect(stored.scopes).toEqual(expect.arrayContaining(['keys:read', 'usage:read']));
    expect([stored.environments].flat().sort()).toEqual(['development', 'staging']);
    expect(Math.round((Date.parse(stored.expiresAt) - Date.now()) / 86_400_000)).toBe(30);
    const app = workspace.server.withToken(token);
    expect((await fetchValue(app, 'first-key', 'staging')).status).toBe(200);
    expect((await fetchValue(app, 'second-key', 'staging')).status).toBe(404);
    expect((await fetchValue(app, 'first-key', 'production')).status).toBe(403);
    await rowOf(page, 'bounded').getByText('only First').waitFor();
    await rowOf(page, 'bounded').getByText('in 30 days').hover();
    await page
      .getByRole('tooltip')
      .getByText(String(new Date(stored.expiresAt).getFullYear()))
      .waitFor();
  },
  { as },
);

inBrowser(
  'binds a token to the addresses that were typed, and says at the field what is none',
  async ({ page, expectFailure }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, 'at home');
    const addresses = panel.getByLabel('Addresses (optional)');
    await addresses.fill('127.0.0.0/8, office.acme.dev');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('“office.acme.dev” is not an address').waitFor();
    await focusIsOn(page, 'Addresses (optional)');
    // What only the server tells apart.
    await addresses.fill('127.0.0.0/8, 10.0.0.300');
    expectFailure(400, '/api/tokens');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('Must have only addresses or ranges such as 203.0.113.7 or 10.0.0.0/8').waitFor();
    expect(await addresses.inputValue()).toBe('127.0.0.0/8, 10.0.0.300');

    await addresses.fill('127.0.0.0/8\n::1 2001:db8::/32, 203.0.113.7, 203.0.113.7, 10.0.0.0/8');
    await panel.getByRole('button', { name: 'Create token' }).click();
    // As the server keeps them.
    const ranges = ['10.0.0.0/8', '127.0.0.0/8', '2001:db8::/32', '203.0.113.7/32', '::1/128'];
    await panel.getByText(`It counts only from ${ranges.join(', ')};`).waitFor();
    const app = workspace.server.withToken(await copied(page, 'Copy token'));
    await panel.getByRole('button', { name: 'Done' }).click();
    expect((await storedToken('at home')).addressRanges).toEqual(ranges);
    expect((await fetchValue(app, 'first-key')).status).toBe(200);
    await rowOf(page, 'at home')
      .getByText('only from 10.0.0.0/8, 127.0.0.0/8, 2001:db8::/32 and 2 more')
      .waitFor();
  },
  { as },
);

inBrowser(
  'asks for what is missing before it creates a token',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, '');
    await panel.getByLabel('Development').uncheck();
    await panel.getByLabel('keys:read').uncheck();
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('Name the token after the application that will use it').waitFor();
    expect(await panel.getByText('Choose at least one').count()).toBe(2);
    await focusIsOn(page, 'Name');
  },
  { as },
);

inBrowser(
  'revokes a token after a question; its next request is refused',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    const panel = await newToken(page, 'leaked');
    await panel.getByRole('button', { name: 'Create token' }).click();
    const app = workspace.server.withToken(await copied(page, 'Copy token'));
    await panel.getByRole('button', { name: 'Done' }).click();
    await panel.waitFor({ state: 'detached' });
    const question = page.getByRole('dialog', { name: 'Revoke leaked?' });
    await page.getByRole('button', { name: 'Revoke leaked' }).click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await fetchValue(app, 'first-key')).status).toBe(200);

    await page.getByRole('button', { name: 'Revoke leaked' }).click();
    await question.getByRole('button', { name: 'Revoke', exact: true }).click();
    await said(page, 'leaked is revoked.');
    await dialog(page).waitFor({ state: 'detached' });
    expect((await fetchValue(app, 'first-key')).status).toBe(401);
    await rowOf(page, 'leaked').waitFor({ state: 'detached' });
  },
  { as },
);

inBrowser(
  'shows tokens that a restore has suspended, and resumes one',
  async ({ page }) => {
    const name = unique('Suspended ');
    const created = await createToken(workspace.owner.api, { name, addressRanges: ['127.0.0.0/8', '::1'] });
    await workspace.database.query('UPDATE access_token SET suspended_at = now() WHERE id = $1', [
      created.id,
    ]);
    const app = workspace.server.withToken(created.token);
    expect((await app.get('/external/keys')).status).toBe(401);
    await openTokens(page, workspace.server.origin);
    await page.getByText('only from 127.0.0.0/8, ::1').waitFor();
    await page.getByRole('button', { name: `Resume ${name}` }).click();
    await page.getByText(`${name} counts again.`).waitFor();
    expect(await page.getByText('Suspended since a backup was restored').count()).toBe(0);
    expect((await app.get('/external/keys')).status).toBe(200);
  },
  { as },
);
