import type { Locator, Page } from 'playwright-core';
import type { KeyMode } from '../../api/test/harness/contract.js';
import { createKey, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser, leaveSession } from './harness/browser.js';
import { focusIsOn, tabTo } from './harness/keyboard.js';
import { openKeys, openSettings } from './harness/keys-page.js';
import { copied } from './harness/tokens-page.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

/** The server's own facts, which the page starts from: a guardrail in Staging, another default in Production. */
beforeAll(async () => {
  workspace = await startWorkspace({ env: { STAGING_MODE_FORCED: 'live' } });
  await workspace.owner.api.patch('/api/settings/environments', { production: 'mock' });
});

async function openPlayground(page: Page, search = ''): Promise<void> {
  await page.goto(`${workspace.server.origin}/playground${search}`);
  await page.getByRole('heading', { name: 'Playground', level: 1 }).waitFor();
  await decision(page).waitFor();
}

function decision(page: Page): Locator {
  return page.getByRole('region', { name: /^(Decision in |No decision)/ });
}

function choice(page: Page, group: string): Locator {
  return page.getByRole('radiogroup', { name: group, exact: true });
}

async function choose(page: Page, group: string, word: string): Promise<void> {
  await choice(page, group).getByRole('radio', { name: word, exact: true }).check();
}

/** The word that is chosen in every group, by the group's name. */
async function chosen(page: Page): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await page
      .getByRole('radiogroup')
      .evaluateAll((groups) =>
        groups.map((group) => [
          document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent,
          group.querySelector('input:checked')?.nextElementSibling?.textContent,
        ]),
      ),
  );
}

/** Waits until the decision is this one, told in these words. */
async function decides(page: Page, mode: string, ...story: readonly string[]): Promise<void> {
  for (const text of [mode, ...story]) await decision(page).getByText(text, { exact: true }).waitFor();
}

/** What the application's side shows: the modeInfo of the answer. */
async function shownModeInfo(page: Page): Promise<unknown> {
  const code = page.getByRole('region', { name: 'Mode as applications see it' });
  return (JSON.parse(await code.innerText()) as { modeInfo: unknown }).modeInfo;
}

async function rules(page: Page): Promise<readonly string[]> {
  const rows = await page.getByRole('table', { name: 'Rules, in order' }).getByRole('row').all();
  return Promise.all(rows.slice(1).map(async (row) => (await row.innerText()).replace(/\s+/g, ' ').trim()));
}

inBrowser(
  'starts as this server and workspace are, in every environment',
  async ({ page }) => {
    const { id } = await createKey(workspace.owner.api);
    await page.goto(`${workspace.server.origin}/keys`);
    await page.getByRole('link', { name: 'Playground' }).click();
    for (const environment of ['Development', 'Staging', 'Production']) {
      await choose(page, 'Environment', environment);
      await page.getByRole('heading', { name: `Decision in ${environment}` }).waitFor();
      const path = `/external/keys/${id}/mode?env=${environment.toLowerCase()}`;
      const { modeInfo } = (await workspace.app.get<KeyMode>(path)).body;
      expect(await shownModeInfo(page)).toEqual(modeInfo);
      // The address leaves the server's own facts open, so that they stay its own.
      expect(new URL(page.url()).search).toBe(
        environment === 'Development' ? '' : `?env=${path.split('=')[1]}`,
      );
    }
  },
  { as },
);

inBrowser(
  'decides anew with every choice, and says which rule, and what would without it',
  async ({ page }) => {
    await openPlayground(page);
    await decides(page, 'Mock', 'The environment default decides.');
    await page.getByText('No variables are needed: nothing is set on the server.').waitFor();
    await choose(page, 'Override', 'Live');
    await decides(page, 'Live', 'The key’s override decides.', 'Without it: the environment default, Mock.');
    await choose(page, 'Forced in Development', 'Mock');
    await decides(
      page,
      'Mock',
      'Guardrail DEV_MODE_FORCED=mock decides.',
      'Without it: the key’s override, Live.',
    );
    expect(await copied(page, 'Copy variables')).toBe('DEV_MODE_FORCED=mock');
    expect(await rules(page)).toEqual([
      '1 A mode is forced DEV_MODE_FORCED mock Decides Mock',
      '2 Mocks are forbidden PROD_MOCK_ALLOWED not set Not reached',
      '3 The key overrides Override for Development Live Not reached Without rule 1, decides Live',
      '4 The key inherits Default of Development Mock Not reached',
    ]);
    expect(await shownModeInfo(page)).toEqual({
      environment: 'development',
      effectiveMode: 'mock',
      source: 'guardrail_override',
    });
    expect(await choice(page, 'Mock allowed in Production').count()).toBe(0);
    await choose(page, 'Environment', 'Production');
    await choose(page, 'Forced in Production', 'None');
    await choose(page, 'Mock allowed in Production', 'No');
    await choose(page, 'Override', 'Mock');
    await decides(page, 'Live', 'Guardrail PROD_MOCK_ALLOWED=false decides.');
    expect(await copied(page, 'Copy variables')).toBe('PROD_MOCK_ALLOWED=false');
    await page.getByRole('button', { name: 'Set as on this server' }).click();
    await decides(page, 'Mock', 'The environment default decides.');
  },
  { as },
);

inBrowser(
  'shows for a contradiction that the server does not start, and nothing that it would decide',
  async ({ page }) => {
    await openPlayground(page, '?env=production');
    await choose(page, 'Forced in Production', 'Mock');
    await choose(page, 'Mock allowed in Production', 'No');
    await page.getByRole('heading', { name: 'No decision' }).waitFor();
    const refusal = decision(page);
    await refusal.getByText('The server refuses to start: it ends with exit code 78').waitFor();
    // Word for word what the server prints.
    await refusal
      .getByText('PROD_MODE_FORCED forces mock while PROD_MOCK_ALLOWED forbids it; remove one of them')
      .waitFor();
    expect(await copied(page, 'Copy variables')).toBe('PROD_MODE_FORCED=mock\nPROD_MOCK_ALLOWED=false');
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.getByText('modeInfo').count()).toBe(0);
    await choose(page, 'Mock allowed in Production', 'Yes');
    await decides(page, 'Mock', 'Guardrail PROD_MODE_FORCED=mock decides.');
  },
  { as },
);

inBrowser('opens from a link after the sign-in as it was when it was copied', async ({ page }) => {
  const { origin } = workspace.server;
  await page.goto(`${origin}/sign-in?next=${encodeURIComponent('/playground')}`);
  await signIn(page);
  await choose(page, 'Environment', 'Production');
  await choose(page, 'Override', 'Mock');
  await choose(page, 'Environment default', 'Live');
  await choose(page, 'Mock allowed in Production', 'No');
  const link = await copied(page, 'Copy link');
  expect(link).toBe(
    `${origin}/playground?env=production&override=mock&default=live&forced=none&mocks=forbidden`,
  );
  expect(page.url()).toBe(link);
  const before = await chosen(page);
  expect(before).toEqual({
    Environment: 'Production',
    Override: 'Mock',
    'Environment default': 'Live',
    'Forced in Production': 'None',
    'Mock allowed in Production': 'No',
  });

  await leaveSession(page);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await signIn(page);
  await decides(page, 'Live', 'Guardrail PROD_MOCK_ALLOWED=false decides.');
  expect(page.url()).toBe(link);
  expect(await chosen(page)).toEqual(before);
});

inBrowser(
  'copies a link that says all of it, also of what nobody chose',
  async ({ page }) => {
    await openPlayground(page, '?env=stage&override=true&forced=ture&mocks[]=x&default=');
    expect(await copied(page, 'Copy link')).toBe(
      `${workspace.server.origin}/playground?env=staging&override=inherit&default=mock&forced=live&mocks=allowed`,
    );
    await decides(page, 'Live', 'Guardrail STAGING_MODE_FORCED=live decides.');
  },
  { as },
);

inBrowser(
  'is used with the keyboard alone',
  async ({ page }) => {
    await openPlayground(page);
    await tabTo(page, 'Development');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await focusIsOn(page, 'Production');
    await tabTo(page, 'Inherit');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await focusIsOn(page, 'Live');
    await decides(page, 'Live', 'The key’s override decides.');
    await tabTo(page, 'Set as on this server');
    await tabTo(page, 'Copy link', 'Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    await tabTo(page, 'Set as on this server');
    await page.keyboard.press('Space');
    await decides(page, 'Mock', 'The environment default decides.');
    await focusIsOn(page, 'Set as on this server');
  },
  { as },
);

inBrowser(
  'opens from a key’s panel with the facts of one of its modes',
  async ({ page }) => {
    const { id } = await createKey(workspace.owner.api, { name: 'Overridden' });
    await workspace.owner.api.patch(`/api/keys/${id}/overrides`, { production: 'live' });
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, 'Overridden');
    await panel.getByRole('link', { name: 'Open Production in playground' }).click();
    await decides(page, 'Live', 'The key’s override decides.', 'Without it: the environment default, Mock.');
    await page.goBack();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  },
  { as },
);

inBrowser(
  'fits a narrow window, and the way to the page is in sight',
  async ({ page }) => {
    await openPlayground(page, '?env=production&override=mock&mocks=forbidden');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.goto(`${workspace.server.origin}/audit`);
    const link = page.getByRole('link', { name: 'Audit' });
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
    const box = await link.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
  },
  { as, viewport: { width: 360, height: 740 } },
);

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(workspace.owner.email);
  await page.getByLabel('Password').fill(workspace.owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Playground', level: 1 }).waitFor();
}
