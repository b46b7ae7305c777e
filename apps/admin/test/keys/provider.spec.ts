import { createKey, startWorkspace, type Workspace } from '../../../api/test/harness/workspace.js';
import { inBrowser } from '../harness/browser.js';
import { openKeys, rowOf } from '../harness/keys-page.js';

const PROVIDER = 'Google AI (Gemini)';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
  await createKey(workspace.owner.api, { name: 'Experiments', llmType: 'google' });
});

for (const width of [1440, 1200, 1199, 768, 360]) {
  inBrowser(
    `is shown once, on one line and without scrolling sideways, at ${width} px`,
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      const provider = rowOf(page, 'Experiments')
        .getByText(PROVIDER, { exact: true })
        .filter({ visible: true });
      await provider.waitFor();
      const lines = await provider.evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        return words.getClientRects().length;
      });
      expect(lines).toBe(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    },
    { as, viewport: { width, height: 800 } },
  );
}
