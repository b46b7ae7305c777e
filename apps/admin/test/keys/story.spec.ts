import type { Page } from 'playwright-core';
import { createTestDatabase } from '../../../api/test/harness/test-database.js';
import { startServer, type TestServer } from '../../../api/test/harness/test-server.js';
import { createKey, createOwner, type Owner } from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { focusIsOn } from '../harness/keyboard.js';
import { type Column, modeButton, openKeys } from '../harness/keys-page.js';
import { violationsOn } from '../harness/violations.js';

let server: TestServer;
let owner: Owner;
const as = () => owner.api;

/** The guardrails come later than the choices that they overrule. */
beforeAll(async () => {
  const database = await createTestDatabase();
  const before = await startServer({ database });
  owner = await createOwner(before);
  const { id } = await createKey(owner.api, { name: 'Claude' });
  await createKey(owner.api, { name: 'Gemini' });
  await owner.api.patch(`/api/keys/${id}/overrides`, {
    development: 'live',
    staging: 'live',
    production: 'mock',
  });
  await before.process.stop();
  const env = { DEV_MODE_FORCED: 'mock', PROD_MODE_FORCED: 'live' };
  server = await startServer({ database, secrets: before.secrets, env });
  owner = { ...owner, api: owner.api.copy(server.origin) };
});

async function tellStory(page: Page, name: string, column: Column) {
  await modeButton(page, name, column).click();
  const story = page.getByRole('dialog', { name: `${name} in ${column}` });
  await story.waitFor();
  const rules = await story
    .getByRole('list', { name: 'Rules, in order' })
    .getByRole('listitem')
    .allInnerTexts();
  return { story, rules: rules.map((rule) => rule.replace(/\s+/g, ' ').trim()) };
}

inBrowser(
  'tells which rule decides, what would without it, and every rule in order',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const forced = await tellStory(page, 'Claude', 'Development');
    await forced.story.getByText('Guardrail DEV_MODE_FORCED=mock decides.').waitFor();
    await forced.story.getByText('Without it: the key’s override, Live.').waitFor();
    expect(forced.rules).toEqual([
      'DEV_MODE_FORCED mock decides',
      'PROD_MOCK_ALLOWED not reached',
      'Override for Development Live not reached',
      'Default of Development Mock not reached',
    ]);
    await page.keyboard.press('Escape');
    await forced.story.waitFor({ state: 'detached' });

    const overridden = await tellStory(page, 'Claude', 'Staging');
    await overridden.story.getByText('The key’s override decides.').waitFor();
    await overridden.story.getByText('Without it: the environment default, Mock.').waitFor();
    expect(overridden.rules).toEqual([
      'STAGING_MODE_FORCED not set',
      'PROD_MOCK_ALLOWED does not apply to Staging',
      'Override for Staging Live decides',
      'Default of Staging Mock not reached',
    ]);
    await page.keyboard.press('Escape');

    const inherited = await tellStory(page, 'Gemini', 'Staging');
    await inherited.story.getByText('The environment default decides.').waitFor();
    await inherited.story.getByText('No guardrail decides here, and the key inherits.').waitFor();
    expect(inherited.rules[3]).toBe('Default of Staging Mock decides');
    await page.keyboard.press('Escape');

    // While a mode is forced, the server does not tell whether mocks are forbidden besides.
    const unsure = await tellStory(page, 'Claude', 'Production');
    await unsure.story
      .getByText('Without it: the key’s override, Mock, unless PROD_MOCK_ALLOWED=false is set too.')
      .waitFor();
  },
  { as },
);

inBrowser(
  'opens with the keyboard and gives the focus back, also after the settings that it leads to',
  async ({ page }) => {
    await openKeys(page, server.origin);
    await modeButton(page, 'Claude', 'Staging').focus();
    await page.keyboard.press('Enter');
    const story = page.getByRole('dialog', { name: 'Claude in Staging' });
    await story.waitFor();
    expect(await page.getByRole('tooltip').count()).toBe(0);
    await page.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });
    await focusIsOn(page, 'Live override');
    await page.keyboard.press('Enter');
    await story.getByRole('button', { name: 'Change override' }).press('Enter');
    await page
      .getByRole('dialog', { name: /^Claude/ })
      .getByRole('button', { name: 'Save overrides' })
      .waitFor();
    expect(await story.count()).toBe(0);
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Live override');
  },
  { as },
);

inBrowser(
  'leads to the playground with the facts of the cell',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const { story } = await tellStory(page, 'Claude', 'Development');
    await story.getByRole('link', { name: 'Open in playground' }).click();
    await page.getByRole('heading', { name: 'Decision in Development' }).waitFor();
    await page.getByText('Guardrail DEV_MODE_FORCED=mock decides.').waitFor();
    await page.getByText('Without it: the key’s override, Live.').waitFor();
  },
  { as },
);

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `is open to assistive technology in the ${colorScheme} scheme`,
    async ({ page }) => {
      await openKeys(page, server.origin);
      expect(await violationsOn(page)).toEqual([]);
      const { story } = await tellStory(page, 'Claude', 'Development');
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await story.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'More for Claude' }).click();
      await page.getByRole('menuitem', { name: 'Copy id' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Settings for Claude' }).click();
      await page.getByRole('dialog').getByText('Version 1', { exact: true }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('checkbox', { name: 'Select Claude' }).check();
      await page.getByRole('region', { name: 'Selected keys' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    },
    { as, colorScheme },
  );
}
