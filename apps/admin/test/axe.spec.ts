import type { ApiClient } from '../../api/test/harness/api-client.js';
import { invite, newEmail } from '../../api/test/harness/people.js';
import { createTestDatabase } from '../../api/test/harness/test-database.js';
import { startServer, type TestServer } from '../../api/test/harness/test-server.js';
import { unique, type Workspace } from '../../api/test/harness/workspace.js';
import { axeViolations, expectNothingInTheWay } from './harness/axe.js';
import { inBrowser, type Visit } from './harness/browser.js';
import { startFilledWorkspace } from './harness/filled-workspace.js';
import { openPage } from './harness/open-page.js';
import { startOpenServer } from './harness/open-server.js';
import { ROUTES } from './harness/routes.js';

const SCHEMES = ['light', 'dark'] as const;

let filled: Workspace;
/** A replica that takes everybody in. */
let open: TestServer;
/** Signed in on the replica, in a workspace that has nothing but its owner. */
let newcomer: ApiClient;
/** Without an owner. */
let fresh: TestServer;

beforeAll(async () => {
  [filled, fresh] = await Promise.all([
    startFilledWorkspace(),
    createTestDatabase().then((database) => startServer({ database })),
  ]);
  open = await startOpenServer(filled);
  newcomer = open.anonymous();
  const account = { email: newEmail(), password: unique('password-'), tenantName: 'Empty' };
  expect((await newcomer.post('/api/signup', account)).status).toBe(201);
});

/** What leads to each page before the sign-in, and to what else it can show. */
const BEFORE: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
  '/setup': async ({ page }) => {
    await openPage(page, `${fresh.origin}/setup`);
    await expectNothingInTheWay(page);
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.getByText('Paste the setup token').waitFor();
    await expectNothingInTheWay(page);
  },
  '/sign-in': async ({ page, expectFailure }) => {
    await openPage(page, `${open.origin}/sign-in?problem=sign_in_failed`);
    await expectNothingInTheWay(page);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter an email address').waitFor();
    await expectNothingInTheWay(page);
    expectFailure(401, '/api/session');
    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('do not belong together').waitFor();
    await expectNothingInTheWay(page);
  },
  '/sign-up': async ({ page }) => {
    await openPage(page, `${open.origin}/sign-up`);
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.getByText('Name your workspace').waitFor();
    await expectNothingInTheWay(page);
    await openPage(page, `${filled.server.origin}/sign-up`);
    await expectNothingInTheWay(page);
  },
  '/invitation': async ({ page, expectFailure }) => {
    const { invitationToken } = await invite(filled.owner.api, 'member');
    await openPage(page, `${filled.server.origin}/invitation#${invitationToken}`);
    await page.getByLabel('Password').waitFor();
    await expectNothingInTheWay(page);
    expectFailure(404, '/api/invitations/look-up');
    await page.goto('about:blank');
    await openPage(page, `${filled.server.origin}/invitation#gone`);
    await page.getByText('does not count').waitFor();
    await expectNothingInTheWay(page);
  },
};

test('visits every page that there is', () => {
  expect(ROUTES.behind).toEqual(expect.arrayContaining(['/keys', '/tokens', '/audit', '/account']));
  expect([...ROUTES.before].sort()).toEqual(Object.keys(BEFORE).sort());
});

for (const colorScheme of SCHEMES) {
  for (const [path, visit] of Object.entries(BEFORE)) {
    inBrowser(`finds nothing in the way on ${path}, ${colorScheme}`, visit, { colorScheme });
  }

  for (const path of ROUTES.behind) {
    inBrowser(
      `finds nothing in the way on ${path}, filled, ${colorScheme}`,
      async ({ page }) => {
        await openPage(page, filled.server.origin + path);
        await expectNothingInTheWay(page);
      },
      { as: () => filled.owner.api, colorScheme },
    );
    inBrowser(
      `finds nothing in the way on ${path}, empty, ${colorScheme}`,
      async ({ page }) => {
        await openPage(page, open.origin + path);
        await expectNothingInTheWay(page);
      },
      { as: () => newcomer, colorScheme },
    );
  }
}

inBrowser(
  'hears of what is in the way',
  async ({ page }) => {
    await openPage(page, `${filled.server.origin}/guardrails`);
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect(await axeViolations(page)).toEqual([expect.stringMatching(/^button-name: .*button/)]);
  },
  { as: () => filled.owner.api },
);
