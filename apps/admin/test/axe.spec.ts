import { startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { axeViolations } from './harness/axe.js';
import { inBrowser } from './harness/browser.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
});

inBrowser(
  'finds nothing in the way on the Guardrails page',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/guardrails`);
    await page.getByRole('row').nth(1).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  },
  { as },
);

inBrowser(
  'hears of what is in the way',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/guardrails`);
    await page.getByRole('row').nth(1).waitFor();
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect(await axeViolations(page)).toEqual([expect.stringMatching(/^button-name: .*button/)]);
  },
  { as },
);
