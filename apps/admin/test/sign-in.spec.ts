import type { Page } from 'playwright-core';
import { createTestDatabase } from '../../api/test/harness/test-database.js';
import { startServer } from '../../api/test/harness/test-server.js';
import { startWorkspace, unique, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser, leaveSession } from './harness/browser.js';
import { openKeys } from './harness/keys-page.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeAll(async () => {
  workspace = await startWorkspace();
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Email').fill(workspace.owner.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

inBrowser('leads from a page without a session to the sign-in, and back to it', async ({ page }) => {
  await page.goto(`${workspace.server.origin}/guardrails`);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  expect(pathOf(page)).toBe('/sign-in?next=%2Fguardrails');
  await signIn(page, workspace.owner.password);
  await page.getByRole('heading', { name: 'Guardrails', level: 1 }).waitFor();
  expect(pathOf(page)).toBe('/guardrails');
});

const FOREIGN = ['https://example.com/', '//example.com/keys', '/\\example.com', 'javascript:alert(1)'];

inBrowser('leads to no other site after the sign-in', async ({ page }) => {
  for (const next of FOREIGN) {
    await leaveSession(page);
    await page.goto(`${workspace.server.origin}/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, workspace.owner.password);
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
    expect(page.url()).toBe(`${workspace.server.origin}/keys`);
  }
});

inBrowser(
  'leads to no other site who is signed in already',
  async ({ page }) => {
    await page.route(/^https?:\/\/example\.com/, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Another site</h1>' }),
    );
    for (const next of FOREIGN) {
      await page.goto(`${workspace.server.origin}/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(page.url()).toBe(`${workspace.server.origin}/keys`);
    }
  },
  { as },
);

inBrowser('refuses a wrong password aloud, and forgets it', async ({ page }) => {
  await page.goto(`${workspace.server.origin}/sign-in`);
  await signIn(page, unique('wrong '));
  await page.getByRole('alert').getByText('This email and password do not belong together.').waitFor();
  expect(await page.getByLabel('Password').inputValue()).toBe('');
  expect(await page.getByLabel('Email').inputValue()).toBe(workspace.owner.email);
  await signIn(page, workspace.owner.password);
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
});

inBrowser('signs out: the session is over, and nothing of it stays', async ({ page, context }) => {
  await page.goto(`${workspace.server.origin}/sign-in`);
  await signIn(page, workspace.owner.password);
  await page.getByRole('button', { name: /^Account / }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  // What stays opens nothing: it only tells this browser from a stranger's that guesses passwords.
  const left = (await context.cookies()).filter(({ value }) => value !== '');
  expect(left.map(({ name }) => name)).toEqual(['ibyok_device']);
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await page.goto(`${workspace.server.origin}/keys`);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
});

inBrowser(
  'leads to the sign-in and back when a session ends under an open page',
  async ({ page, expectFailure }) => {
    await openKeys(page, workspace.server.origin);
    await workspace.owner.api.delete('/api/session');
    expectFailure(401, '/api/*');
    await page.getByRole('link', { name: 'Tokens' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await signIn(page, workspace.owner.password);
    await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
  },
  { as },
);

inBrowser('leads from every page of a new server to the setup, which asks for its token', async (visit) => {
  const { page, expectFailure } = visit;
  const fresh = await startServer({ database: await createTestDatabase() });
  await page.goto(`${fresh.origin}/keys`);
  await page.getByRole('heading', { name: 'Set up IBYOK' }).waitFor();
  await page.getByLabel('Setup token').fill(unique('wrong'));
  await page.getByLabel('Workspace name').fill('Acme');
  await page.getByLabel('Email').fill('owner@acme.dev');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByText('Use 15 characters or more; 10 to go').waitFor();
  await page.getByLabel('Password').fill(unique('password '));
  expectFailure(403, '/api/setup');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByText('This is not the setup token that the server printed').waitFor();
  await page.getByLabel('Setup token').fill(fresh.secrets.setupToken);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  // Once it is done, the setup is no more.
  await leaveSession(page);
  await page.goto(`${fresh.origin}/setup`);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
});
