import type { Environment, KeyMode, Mode, Override } from '../../../api/test/harness/contract.js';
import { createKey, startWorkspace, type Workspace } from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { COLUMNS, modeButton, modesOf, openKeys, openSettings } from '../harness/keys-page.js';

let workspace: Workspace;
const keyIds = new Map<string, string>();
const as = () => workspace.owner.api;

/** A key of each kind, and one that says something else everywhere. */
const OVERRIDES: Readonly<Record<string, Readonly<Record<Environment, Override>>>> = {
  Inheriting: { development: 'inherit', staging: 'inherit', production: 'inherit' },
  Mocked: { development: 'mock', staging: 'mock', production: 'mock' },
  Enlivened: { development: 'live', staging: 'live', production: 'live' },
  Mixed: { development: 'live', staging: 'inherit', production: 'mock' },
};

beforeAll(async () => {
  workspace = await startWorkspace();
  for (const [name, overrides] of Object.entries(OVERRIDES)) {
    const { id } = await createKey(workspace.owner.api, { name });
    await workspace.owner.api.patch(`/api/keys/${id}/overrides`, overrides);
    keyIds.set(name, id);
  }
});

/** What an application is told, in the words of the page. */
async function modesAsFetched(name: string): Promise<readonly string[]> {
  return Promise.all(
    COLUMNS.map(async (column) => {
      const path = `/external/keys/${keyIds.get(name)}/mode?env=${column.toLowerCase()}`;
      const { effectiveMode, source } = (await workspace.app.get<KeyMode>(path)).body.modeInfo;
      const mode = effectiveMode === 'live' ? 'Live' : 'Mock';
      return source === 'key_override' ? `${mode} override` : mode;
    }),
  );
}

const DEFAULTS: readonly (readonly [string, Readonly<Record<Environment, Mode>>])[] = [
  ['as a workspace starts', { development: 'mock', staging: 'mock', production: 'live' }],
  ['all turned', { development: 'live', staging: 'live', production: 'mock' }],
];

for (const [title, defaults] of DEFAULTS) {
  inBrowser(
    `shows the mode that an application gets, with defaults ${title}`,
    async ({ page }) => {
      await workspace.owner.api.patch('/api/settings/environments', defaults);
      await openKeys(page, workspace.server.origin);
      for (const name of Object.keys(OVERRIDES)) {
        expect([name, await modesOf(page, name)]).toEqual([name, await modesAsFetched(name)]);
      }
    },
    { as },
  );
}

describe('the reason', () => {
  beforeAll(async () => {
    await workspace.owner.api.patch('/api/settings/environments', DEFAULTS[0]?.[1]);
  });

  const BY_DEFAULT = 'Mock: the environment default of Staging.';
  const BY_OVERRIDE = 'Live: this key overrides Development.';
  const OTHERWISE = 'Without the override, the environment default would make it Mock.';

  inBrowser(
    'is told on hover, and gone afterwards',
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      await modeButton(page, 'Mixed', 'Development').hover();
      const tooltip = page.getByRole('tooltip');
      expect(await tooltip.innerText()).toBe(`${BY_OVERRIDE}\n${OTHERWISE}`);
      await page.getByRole('heading', { name: 'Keys', exact: true }).hover();
      await tooltip.waitFor({ state: 'detached' });
    },
    { as },
  );

  inBrowser(
    'is told on keyboard focus, also to a screen reader',
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      await modeButton(page, 'Mixed', 'Development').focus();
      await page.getByRole('tooltip').filter({ hasText: BY_OVERRIDE }).waitFor();
      await page.keyboard.press('Tab');
      const tooltip = page.getByRole('tooltip').filter({ hasText: BY_DEFAULT });
      await tooltip.waitFor();
      const describedBy = await page.locator(':focus').getAttribute('aria-describedby');
      expect(await page.locator(`[id="${describedBy}"]`).innerText()).toBe(await tooltip.innerText());
    },
    { as },
  );
});

inBrowser(
  'names what would be inherited in the panel',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openSettings(page, 'Inheriting');
    const optionsOf = (column: string) =>
      panel.getByLabel(column, { exact: true }).getByRole('option').allTextContents();
    const [mocking, living] = ['Inherit (Mock)', 'Inherit (Live)'].map((inherit) => [
      inherit,
      'Mock (override)',
      'Live (override)',
    ]);
    expect(await optionsOf('Development')).toEqual(mocking);
    expect(await optionsOf('Staging')).toEqual(mocking);
    expect(await optionsOf('Production')).toEqual(living);
  },
  { as },
);
