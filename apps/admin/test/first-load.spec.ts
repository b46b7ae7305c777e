import { gzipSync } from 'node:zlib';
import { createKey, startWorkspace, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { openKeys, rowOf } from './harness/keys-page.js';

/** What a person waits for on a slow line, in kilobytes of gzip. */
const MOST_JAVASCRIPT = 200;

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace();
  await createKey(workspace.owner.api, { name: 'Billing' });
});

inBrowser(
  'loads the Keys page with at most 200 KB of JavaScript',
  async ({ page }) => {
    const scripts: Promise<readonly [path: string, bytes: number]>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) {
        scripts.push(response.body().then((body) => [pathname, gzipSync(body).length] as const));
      }
    });
    await openKeys(page, workspace.server.origin);
    await rowOf(page, 'Billing').waitFor();
    // What is fetched ahead of a click would count, too.
    await page.waitForLoadState('networkidle');
    const sizes = [...(await Promise.all(scripts))].sort(([, one], [, other]) => other - one);
    const kilobytes = sizes.reduce((sum, [, bytes]) => sum + bytes, 0) / 1024;
    expect(sizes.length).toBeGreaterThan(4);
    if (kilobytes > MOST_JAVASCRIPT) {
      const largest = sizes.slice(0, 8).map(([path, bytes]) => `${path} ${bytes}`);
      throw new Error(`${kilobytes.toFixed(1)} KB of JavaScript, the largest: ${largest.join(', ')}`);
    }
  },
  { as: () => workspace.owner.api },
);

inBrowser(
  'fetches panels and passing messages as soon as somebody is there, before anything is pressed',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    await rowOf(page, 'Billing').waitFor();
    await page.waitForLoadState('networkidle');
    const fetched = ['add-key-panel', 'linked-key-panel', 'notices'].map((part) =>
      page.waitForResponse((response) => response.url().includes(`/assets/${part}-`)),
    );
    await page.mouse.move(200, 200);
    await page.mouse.move(210, 200);
    await Promise.all(fetched);
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Add key' }).click();
    await page.getByRole('dialog', { name: 'Add key' }).waitFor();
  },
  { as: () => workspace.owner.api },
);
