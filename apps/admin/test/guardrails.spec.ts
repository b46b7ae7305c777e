import type { KeyMode } from '../../api/test/harness/contract.js';
import { createTestDatabase } from '../../api/test/harness/test-database.js';
import { startServer, type TestServer } from '../../api/test/harness/test-server.js';
import { createKey, createOwner, createToken, type Owner } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import {
  COLUMNS,
  defaultOf,
  modeButton,
  modesOf,
  openKeys,
  openSettings,
  rowOf,
} from './harness/keys-page.js';

const FORCED = 'Live can’t be chosen: DEV_MODE_FORCED on this server forces Mock in Development.';
const FORBIDDEN = 'Mock can’t be chosen: PROD_MOCK_ALLOWED=false on this server forbids it in Production.';
/** What every key says of itself; its environment defaults are mocks in Development and Production. */
const OVERRIDES = {
  Inheriting: {},
  Enlivened: { development: 'live', staging: 'live', production: 'live' },
  Mocked: { development: 'mock', staging: 'mock', production: 'mock' },
} as const;

let server: TestServer;
let owner: Owner;
let token: string;
const keyIds = new Map<string, string>();
const as = () => owner.api;

/** The guardrails come later than the choices that they overrule, as they do in life. */
beforeAll(async () => {
  const database = await createTestDatabase();
  const before = await startServer({ database });
  owner = await createOwner(before);
  ({ token } = await createToken(owner.api));
  for (const [name, overrides] of Object.entries(OVERRIDES)) {
    const { id } = await createKey(owner.api, { name });
    await owner.api.patch(`/api/keys/${id}/overrides`, overrides);
    keyIds.set(name, id);
  }
  await owner.api.patch('/api/settings/environments', { production: 'mock' });
  await before.process.stop();
  const env = { DEV_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' };
  server = await startServer({ database, secrets: before.secrets, env });
  owner = { ...owner, api: owner.api.copy(server.origin) };
});

async function modesAsFetched(name: string): Promise<readonly string[]> {
  const MARKS = { guardrail_override: ' guardrail', key_override: ' override', tenant_setting: '' };
  return Promise.all(
    COLUMNS.map(async (column) => {
      const path = `/external/keys/${keyIds.get(name)}/mode?env=${column.toLowerCase()}`;
      const { effectiveMode, source } = (await server.withToken(token).get<KeyMode>(path)).body.modeInfo;
      return `${effectiveMode === 'live' ? 'Live' : 'Mock'}${MARKS[source]}`;
    }),
  );
}

inBrowser(
  'shows what the guardrails make of every key, with a lock, and says so',
  async ({ page }) => {
    await openKeys(page, server.origin);
    for (const name of Object.keys(OVERRIDES)) {
      expect([name, await modesOf(page, name)]).toEqual([name, await modesAsFetched(name)]);
    }
    expect(await modesOf(page, 'Enlivened')).toEqual(['Mock guardrail', 'Live override', 'Live override']);
    expect(await modesOf(page, 'Inheriting')).toEqual(['Mock guardrail', 'Mock', 'Live guardrail']);

    const tooltip = page.getByRole('tooltip');
    await modeButton(page, 'Enlivened', 'Development').hover();
    await tooltip.getByText('Mock: this server forces Mock in Development (DEV_MODE_FORCED=mock).').waitFor();
    await tooltip.getByText('Without it, the override would decide; it asks for Live.').waitFor();
    await modeButton(page, 'Inheriting', 'Production').hover();
    await tooltip
      .getByText('Live: this server forbids mocks in Production (PROD_MOCK_ALLOWED=false).')
      .waitFor();
    await tooltip.getByText('Without it, the environment default would make it Mock.').waitFor();
  },
  { as },
);

inBrowser(
  'disables the defaults that a guardrail forbids, and names its variable',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const enabled = async (column: (typeof COLUMNS)[number]) => {
      const [mock, live] = ['Mock', 'Live'].map((name) =>
        defaultOf(page, column).getByRole('radio', { name }),
      );
      return { mock: await mock?.isEnabled(), live: await live?.isEnabled() };
    };
    expect(await enabled('Development')).toEqual({ mock: true, live: false });
    expect(await enabled('Staging')).toEqual({ mock: true, live: true });
    expect(await enabled('Production')).toEqual({ mock: false, live: true });

    await page.getByText('DEV_MODE_FORCED=mock').hover();
    await page.getByRole('tooltip').getByText(FORCED).waitFor();
    await page.getByText('PROD_MOCK_ALLOWED=false').hover();
    await page.getByRole('tooltip').getByText(FORBIDDEN).waitFor();
  },
  { as },
);

inBrowser(
  'disables the overrides that a guardrail forbids, and names its variable',
  async ({ page }) => {
    await openKeys(page, server.origin);
    const panel = await openSettings(page, 'Inheriting');
    const disabled = (column: string) =>
      panel.getByLabel(column, { exact: true }).getByRole('option', { disabled: true }).allTextContents();
    expect(await disabled('Development')).toEqual(['Live (override)']);
    expect(await disabled('Staging')).toEqual([]);
    expect(await disabled('Production')).toEqual(['Mock (override)']);
    await panel.getByText(FORCED).waitFor();
    await panel.getByText(FORBIDDEN).waitFor();
  },
  { as },
);

inBrowser(
  'lists every guardrail and who can change it',
  async ({ page }) => {
    await page.goto(`${server.origin}/keys`);
    await page.getByRole('link', { name: 'Guardrails' }).click();
    await page.getByText('Only an administrator of the server can change a guardrail').waitFor();
    const rows: Readonly<Record<string, readonly [value: string, meaning: string]>> = {
      DEV_MODE_FORCED: ['mock', 'Every key is Mock in Development'],
      STAGING_MODE_FORCED: ['not set', 'Nothing is forced'],
      PROD_MODE_FORCED: ['not set', 'Nothing is forced'],
      PROD_MOCK_ALLOWED: ['false', 'No key is Mock in Production'],
    };
    for (const [variable, [value, meaning]] of Object.entries(rows)) {
      await rowOf(page, variable).getByText(value, { exact: true }).waitFor();
      await rowOf(page, variable).getByText(meaning).waitFor();
    }
    // Nothing here can be pressed or typed into.
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
  },
  { as },
);
