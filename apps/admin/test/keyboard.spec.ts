import { createKey, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { focused, focusIsInSight, focusIsOn, tabTo } from './harness/keyboard.js';
import { modesOf, openKeys, rowOf, said } from './harness/keys-page.js';
import { openaiValue } from './harness/provider-keys.js';
import { runCurl } from './harness/shell.js';
import { openTokens } from './harness/tokens-page.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  await createKey(workspace.owner.api, { name: 'Billing' });
});

inBrowser(
  'adds a key with the keyboard alone',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await tabTo(page, 'Add key');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Key');
    await page.keyboard.type(openaiValue());
    await page.getByText('Recognised as OpenAI.').waitFor();
    await tabTo(page, 'Save key');
    await page.keyboard.press('Enter');
    await rowOf(page, 'OpenAI').waitFor();
    await focusIsOn(page, 'Add key');
  },
  { as },
);

inBrowser(
  'overrides a key with the keyboard alone, and comes back to where it was',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await tabTo(page, 'Settings for Billing');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Development');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('Development', { exact: true }).inputValue()).toBe('live');
    await tabTo(page, 'Save overrides');
    await page.keyboard.press('Space');
    await focusIsOn(page, 'Confirm');
    await page.keyboard.press('Enter');
    await said(page, 'Billing is live in Development.');
    await focusIsOn(page, 'Save overrides');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Settings for Billing');
    expect((await modesOf(page, 'Billing'))[0]).toBe('Live override');
  },
  { as },
);

inBrowser(
  'sets an environment default with the arrow keys',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    // The first stop is the chosen mode of Development, the second that of Staging.
    await tabTo(page, 'Mock');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'Make Live the default of Staging?' }).waitFor();
    await focusIsOn(page, 'Confirm');
    await page.keyboard.press('Enter');
    await said(page, 'Staging defaults to Live');
    expect((await modesOf(page, 'Billing'))[1]).toBe('Live');
    // Not lost to the page's start, from where every stop would have to be passed again.
    expect(await focused(page)).toMatch(/^(Mock|Live)$/);
  },
  { as },
);

inBrowser(
  'creates a token with the keyboard alone, and copies what to do with it',
  async ({ page }) => {
    await openTokens(page, workspace.server.origin);
    await tabTo(page, 'Create token');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Name');
    await page.keyboard.type('by-hand');
    await tabTo(page, 'Development');
    await page.keyboard.press('Space');
    await tabTo(page, 'Production');
    await page.keyboard.press('Space');
    await tabTo(page, 'Create token');
    await page.keyboard.press('Enter');
    await page.getByText('It is shown only this once.').waitFor();
    await tabTo(page, 'Copy curl');
    await page.keyboard.press('Enter');
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(await runCurl(command)).toMatchObject({
      modeInfo: { environment: 'production', effectiveMode: 'live', source: 'tenant_setting' },
    });
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await rowOf(page, 'by-hand').waitFor();
    await focusIsOn(page, 'Create token');
  },
  { as },
);

inBrowser(
  'goes from a new key over its override to a token that fetches it, by keys alone and with the focus in sight',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await tabTo(page, 'Add key');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Key');
    await focusIsInSight(page);
    await page.keyboard.type(openaiValue());
    await page.getByText('Recognised as OpenAI.').waitFor();
    await tabTo(page, 'Name');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('By hand');
    await page.keyboard.press('Enter');
    await rowOf(page, 'By hand').waitFor();
    await focusIsOn(page, 'Add key');

    await tabTo(page, 'Settings for By hand');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Development');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Save overrides');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Confirm');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await said(page, 'By hand is live in Development.');
    await focusIsOn(page, 'Save overrides');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Settings for By hand');

    await tabTo(page, 'Tokens', 'Shift+Tab');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    await page.locator('main:focus').waitFor();
    await tabTo(page, 'Create token');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Name');
    await page.keyboard.type('by-hand-alone');
    // Development is chosen from the start; it is enough here.
    await tabTo(page, 'Development');
    await focusIsInSight(page);
    expect(await page.locator(':focus').isChecked()).toBe(true);
    await tabTo(page, 'Create token');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    await page.getByText('It is shown only this once.').waitFor();
    await tabTo(page, 'Copy token');
    await focusIsInSight(page);
    await page.keyboard.press('Enter');
    const token = await page.evaluate(() => navigator.clipboard.readText());
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await rowOf(page, 'by-hand-alone').waitFor();
    await focusIsOn(page, 'Create token');

    const app = workspace.server.withToken(token);
    const { body } = await app.get('/external/keys/by-hand/value?env=development');
    expect(body).toMatchObject({
      name: 'By hand',
      modeInfo: { effectiveMode: 'live', source: 'key_override' },
    });
  },
  { as },
);

inBrowser(
  'goes from page to page and signs out with the keyboard alone',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await page.keyboard.press('Tab');
    await focusIsOn(page, 'Skip to content');
    await tabTo(page, 'Guardrails');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Guardrails', level: 1 }).waitFor();
    await page.locator('main:focus').waitFor();
    await tabTo(page, `Account ${workspace.owner.email}`, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Account');
    await page.keyboard.press('ArrowDown');
    await focusIsOn(page, 'Sign out');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Email');
  },
  { as },
);
