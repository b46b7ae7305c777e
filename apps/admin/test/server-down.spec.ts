import { startServer } from '../../api/test/harness/test-server.js';
import { createKey, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { defaultOf, modesOf, openKeys, rowOf } from './harness/keys-page.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  await createKey(workspace.owner.api, { name: 'Billing' });
});

/** Kills the server; returns how to start it again at the same address. */
async function killServer(): Promise<() => Promise<void>> {
  const { server, database } = workspace;
  await server.process.kill();
  return async () => {
    const env = { PORT: new URL(server.origin).port };
    const successor = await startServer({ database, secrets: server.secrets, env });
    workspace = { ...workspace, server: successor };
  };
}

/** In the page: true once what is fetched ahead has come, and nothing more for a second. */
function allFetchedAhead(): boolean {
  const assets = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'));
  const latest = Math.max(...assets.map(({ startTime, duration }) => startTime + duration));
  return assets.some(({ name }) => name.includes('/question-')) && performance.now() - latest > 1_000;
}

inBrowser(
  'says that the keys could not be loaded, and loads them once the server is back',
  async ({ page, expectFailure }) => {
    expectFailure('ERR_CONNECTION_REFUSED', '/*');
    await page.goto(`${workspace.server.origin}/guardrails`);
    await page.getByRole('cell', { name: 'DEV_MODE_FORCED' }).waitFor();
    const startAgain = await killServer();
    await page.getByRole('link', { name: 'Keys' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The keys could not be loaded' });
    const retry = alert.getByRole('button', { name: 'Try again' });
    await retry.click();
    await alert.waitFor();

    await startAgain();
    await retry.click();
    await rowOf(page, 'Billing').waitFor();
    await alert.waitFor({ state: 'detached' });
    expect(await modesOf(page, 'Billing')).toEqual(['Mock', 'Mock', 'Live']);
  },
  { as },
);

inBrowser(
  'says that a page could not be opened, and opens it once the server is back',
  async ({ page, expectFailure, expectMessage }) => {
    expectFailure('ERR_CONNECTION_REFUSED', '/*');
    expectMessage(/The IBYOK server can’t be reached/);
    await openKeys(page, workspace.server.origin);
    // What the page fetches ahead must not be cut off half-way: that is another failure.
    await page.waitForLoadState('networkidle');
    const startAgain = await killServer();
    await page.getByRole('link', { name: 'Guardrails' }).click();
    const retry = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    await startAgain();
    await retry.click();
    await page.getByRole('cell', { name: 'DEV_MODE_FORCED' }).waitFor();
  },
  { as },
);

inBrowser(
  'says that a change was not saved, and shows the mode that still holds',
  async ({ page, expectFailure }) => {
    expectFailure('ERR_CONNECTION_REFUSED', '/api/*');
    await openKeys(page, workspace.server.origin);
    // Somebody is there already: what they may need next is on its way.
    await page.mouse.move(200, 200);
    await page.mouse.move(210, 200);
    await page.waitForFunction(allFetchedAhead);
    const startAgain = await killServer();
    await defaultOf(page, 'Development').getByText('Live').click();
    const question = page.getByRole('dialog', { name: 'Make Live the default of Development?' });
    await question.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').getByText('The IBYOK server can’t be reached.').waitFor();
    await startAgain();
    expect(await defaultOf(page, 'Development').getByRole('radio', { name: 'Mock' }).isChecked()).toBe(true);
    expect(await modesOf(page, 'Billing')).toEqual(['Mock', 'Mock', 'Live']);
  },
  { as },
);
