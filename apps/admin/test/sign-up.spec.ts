import type { Page } from 'playwright-core';
import { type FakeGithub, type GithubUser, startFakeGithub } from '../../api/test/harness/fake-github.js';
import { newEmail } from '../../api/test/harness/people.js';
import type { TestServer } from '../../api/test/harness/test-server.js';
import { startWorkspace, unique, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { focused, focusIsOn, tabTo } from './harness/keyboard.js';
import { startOpenServer } from './harness/open-server.js';

/** Takes people in by invitation only. */
let workspace: Workspace;
/** A replica that is open for everybody, and signs people in by GitHub too. */
let open: TestServer;
let github: FakeGithub;

beforeAll(async () => {
  workspace = await startWorkspace();
  github = await startFakeGithub();
  open = await startOpenServer(workspace, github);
});

async function openSignUp(page: Page): Promise<void> {
  await page.goto(`${open.origin}/sign-up`);
  await page.getByRole('heading', { name: 'Sign up', level: 1 }).waitFor();
}

async function fill(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Workspace name').fill('Second');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
}

const submit = (page: Page) => page.getByRole('button', { name: 'Create workspace' }).click();

async function expectTyped(page: Page, email: string, password: string): Promise<void> {
  expect(await page.getByLabel('Workspace name').inputValue()).toBe('Second');
  expect(await page.getByLabel('Email').inputValue()).toBe(email);
  expect(await page.getByLabel('Password').inputValue()).toBe(password);
}

inBrowser('leads from the sign-in to a workspace of one’s own where the server is open', async ({ page }) => {
  await page.goto(`${open.origin}/sign-in`);
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Sign up', level: 1 }).waitFor();
  const email = newEmail();
  await fill(page, email, unique('password '));
  await submit(page);
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  await page.getByTitle('Workspace Second').waitFor();
  await page.getByRole('button', { name: `Account ${email}` }).waitFor();
  // Who is signed in has no use for it.
  await page.goto(`${open.origin}/sign-up`);
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  expect(page.url()).toBe(`${open.origin}/keys`);
});

inBrowser('says so where the server is closed, and leads back to the sign-in', async ({ page }) => {
  await page.goto(`${workspace.server.origin}/sign-up`);
  await page.getByRole('heading', { name: 'Sign-up is closed', level: 1 }).waitFor();
  await page.getByText('This server takes people in by invitation.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  const state = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/signup');
  await page.reload();
  await page.getByRole('link', { name: 'Go to the sign-in' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await state;
  expect(await page.getByRole('link', { name: 'Sign up' }).count()).toBe(0);
});

inBrowser('says at each field what is missing, and at the password why it is refused', async (visit) => {
  const { page, expectFailure } = visit;
  await openSignUp(page);
  await submit(page);
  await page.getByText('Name your workspace').waitFor();
  await page.getByText('Enter an email address').waitFor();
  await page.getByText('Use 15 characters or more; 15 to go').waitFor();
  expect(await focused(page)).toBe('Workspace name');

  const email = newEmail();
  await fill(page, email, 'passwordpassword');
  expectFailure(400, '/api/signup');
  await submit(page);
  await page.getByText('Is easy to guess').waitFor();
  await expectTyped(page, email, 'passwordpassword');
  await focusIsOn(page, 'Password');
  await page.keyboard.press('End');
  await page.keyboard.type(unique(' and '));
  await submit(page);
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
});

inBrowser('says at the email that it has an account, however it is written', async (visit) => {
  const { page, expectFailure } = visit;
  await openSignUp(page);
  const email = workspace.owner.email.toUpperCase();
  const password = unique('password ');
  await fill(page, email, password);
  expectFailure(409, '/api/signup');
  await submit(page);
  await page.getByText('This email has an account here. Sign in instead.').waitFor();
  await expectTyped(page, email, password);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
});

inBrowser('says when to try again where there were too many attempts', async ({ page, expectFailure }) => {
  await page.route('**/api/signup', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      headers: { 'Retry-After': '840' },
      json: { status: 429, code: 'too_many_attempts', detail: 'There were too many failed attempts.' },
    });
  });
  await openSignUp(page);
  const email = newEmail();
  const password = unique('password ');
  await fill(page, email, password);
  expectFailure(429, '/api/signup');
  await submit(page);
  await page.getByRole('alert').getByText('Too many attempts. Try again in 14 min.').waitFor();
  await expectTyped(page, email, password);
});

inBrowser('keeps what was typed while the server is down, and sends it once it is back', async (visit) => {
  const { page, expectFailure } = visit;
  await openSignUp(page);
  const email = newEmail();
  const password = unique('password ');
  await fill(page, email, password);
  expectFailure('ERR_CONNECTION_REFUSED', '/*');
  // Code that is fetched ahead may be on its way.
  expectFailure('ERR_CONNECTION_RESET', '/assets/*');
  await open.process.kill();
  await submit(page);
  await page.getByRole('alert').getByText('The IBYOK server can’t be reached.').waitFor();
  await expectTyped(page, email, password);
  open = await startOpenServer(workspace, github, Number(new URL(open.origin).port));
  await submit(page);
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
});

inBrowser('signs up with the keyboard alone', async ({ page }) => {
  await page.goto(`${open.origin}/sign-in`);
  await page.getByRole('link', { name: 'Sign up' }).waitFor();
  await tabTo(page, 'Sign up');
  await page.keyboard.press('Enter');
  await focusIsOn(page, 'Workspace name');
  await page.keyboard.type('By hand');
  await tabTo(page, 'Email');
  await page.keyboard.type(newEmail());
  await tabTo(page, 'Password');
  await page.keyboard.type(unique('password '));
  await page.keyboard.press('Enter');
  await page.getByTitle('Workspace By hand').waitFor();
});

inBrowser('gives who comes by a sign-in provider a workspace of their own', async ({ page, context }) => {
  const email = newEmail();
  const user: GithubUser = { id: 91, login: 'ada', emails: [{ email, primary: true, verified: true }] };
  await context.route(`${github.url}/login/oauth/authorize**`, (route) =>
    route.fulfill({ status: 302, headers: { location: github.visit(route.request().url(), user).href } }),
  );
  await openSignUp(page);
  await page.getByRole('button', { name: 'Continue with GitHub' }).click();
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  await page.getByTitle(`Workspace ${email.split('@')[0]}`).waitFor();
  await page.getByRole('button', { name: `Account ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Account' }).click();
  // Nothing asks for a password that such an account does not have.
  await page.getByText('You have none: you sign in by a provider.').waitFor();
  expect(await page.getByLabel('Password', { exact: true }).and(page.locator('input')).count()).toBe(0);
  expect(await page.getByLabel('Current password').count()).toBe(0);
});
