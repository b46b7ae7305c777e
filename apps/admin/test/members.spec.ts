import { TOTP } from 'otpauth';
import { type FakeGithub, type GithubUser, startFakeGithub } from '../../api/test/harness/fake-github.js';
import { freePort } from '../../api/test/harness/free-port.js';
import { invite, join, newEmail } from '../../api/test/harness/people.js';
import { createKey, startWorkspace, unique, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser, leaveSession, signInAs } from './harness/browser.js';
import { copied } from './harness/tokens-page.js';

let workspace: Workspace;
let github: FakeGithub;
const as = () => workspace.owner.api;

beforeAll(async () => {
  github = await startFakeGithub();
  const port = await freePort();
  workspace = await startWorkspace({
    env: {
      PORT: String(port),
      IBYOK_PUBLIC_URL: `http://localhost:${port}`,
      IBYOK_GITHUB_URL: github.url,
      IBYOK_GITHUB_CLIENT_ID: 'ibyok',
      IBYOK_GITHUB_CLIENT_SECRET: 'client-secret',
    },
  });
});

inBrowser(
  'invites somebody, who joins by the link and is then removed',
  async ({ page, expectFailure }) => {
    const email = newEmail();
    await page.goto(`${workspace.server.origin}/members`);
    await page.getByRole('button', { name: 'Invite' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Email').fill(email);
    await panel.getByRole('radio', { name: 'member' }).check();
    await panel.getByRole('button', { name: 'Invite' }).click();
    await page.getByText(`${email} is invited`).waitFor();
    const link = await copied(page, 'Copy link');
    expect(link).toMatch(new RegExp(`^${workspace.server.origin}/invitation#[\\w-]{43}$`));
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Open invitations' }).waitFor();

    await leaveSession(page);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Join Acme', level: 1 }).waitFor();
    expect(page.url()).toBe(`${workspace.server.origin}/invitation`);
    await page.getByLabel('Password').fill('too short');
    await page.getByRole('button', { name: 'Join Acme' }).click();
    await page.getByText(/Use 15 characters or more/).waitFor();
    await page.getByLabel('Password').fill(unique('password-'));
    await page.getByRole('button', { name: 'Join Acme' }).click();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('row', { name: new RegExp(`${email}.*you.*member`) }).waitFor();
    expect(await page.getByRole('button', { name: 'Invite' }).count()).toBe(0);

    expectFailure(404, '/api/invitations/look-up');
    await page.goto(link);
    await page.getByRole('heading', { name: 'This invitation does not count' }).waitFor();
  },
  { as },
);

inBrowser(
  'opens the panel by its address, closes it with Back, and opens it for nobody who may not invite',
  async ({ page, context }) => {
    const { origin } = workspace.server;
    const panel = page.getByRole('dialog', { name: 'Invite' });
    await page.goto(`${origin}/members?panel=invite`);
    await panel.getByLabel('Email').waitFor();
    await page.reload();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    await page.waitForURL(`${origin}/members`);

    await page.getByRole('button', { name: 'Invite' }).click();
    await panel.getByLabel('Email').waitFor();
    expect(page.url()).toBe(`${origin}/members?panel=invite`);
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    expect(page.url()).toBe(`${origin}/members`);

    const viewer = await join(workspace.server, workspace.owner.api, 'viewer');
    await leaveSession(page);
    await signInAs(context, viewer.api);
    await page.goto(`${origin}/members?panel=invite`);
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  },
  { as },
);

inBrowser(
  'changes a role and removes a member, after asking',
  async ({ page }) => {
    const { email } = await join(workspace.server, workspace.owner.api, 'viewer');
    await page.goto(`${workspace.server.origin}/members`);
    await page.getByLabel(`Role of ${email}`).selectOption('admin');
    await page.getByText(`${email} is admin now`).waitFor();
    await page.getByRole('button', { name: `Remove ${email}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText(`${email} is removed.`).waitFor();
    expect(await page.getByRole('row', { name: new RegExp(email) }).count()).toBe(0);
    // Nobody can shut themselves out by a slip.
    expect(await page.getByRole('button', { name: `Remove ${workspace.owner.email}` }).count()).toBe(0);
  },
  { as },
);

inBrowser('asks for a code where the account has one, and takes it', async ({ page, expectFailure }) => {
  const person = await join(workspace.server, workspace.owner.api, 'viewer');
  const begun = await person.api.post<{ secret: string }>('/api/account/totp', { password: person.password });
  const totp = new TOTP({ secret: begun.body.secret });
  const past = totp.generate({ timestamp: Date.now() - 30_000 });
  expect((await person.api.post('/api/account/totp/confirm', { code: past })).status).toBe(201);

  await page.goto(`${workspace.server.origin}/sign-in`);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  expectFailure(401, '/api/session');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This code is wrong, or was used before.').waitFor();
  await page.getByLabel('Code').fill(totp.generate());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
});

inBrowser('signs in by GitHub and back, though the session’s cookie is Strict', async ({ page, context }) => {
  const email = newEmail();
  const user: GithubUser = { id: 77, login: 'ada', emails: [{ email, primary: true, verified: true }] };
  await context.route(`${github.url}/login/oauth/authorize**`, (route) =>
    route.fulfill({ status: 302, headers: { location: github.visit(route.request().url(), user).href } }),
  );
  const { invitationToken } = await invite(workspace.owner.api, 'member', email);
  await page.goto(`${workspace.server.origin}/sign-in`);
  await page.getByRole('button', { name: 'Continue with GitHub' }).click();
  await page.getByText('Nobody here has this identity.').waitFor();

  await page.goto(`${workspace.server.origin}/invitation#${invitationToken}`);
  await page.getByRole('button', { name: 'Continue with GitHub' }).click();
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  await page.getByRole('button', { name: `Account ${email}` }).waitFor();

  await leaveSession(page);
  await page.goto(`${workspace.server.origin}/sign-in`);
  await page.getByRole('button', { name: 'Continue with GitHub' }).click();
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
});

inBrowser(
  'links GitHub to the account that is signed in, and unlinks it',
  async ({ page, context, expectFailure }) => {
    const user: GithubUser = { id: 78, login: 'grace', emails: [] };
    await context.route(`${github.url}/login/oauth/authorize**`, (route) =>
      route.fulfill({ status: 302, headers: { location: github.visit(route.request().url(), user).href } }),
    );
    await page.goto(`${workspace.server.origin}/account`);
    const section = page.getByRole('region', { name: 'Sign-in providers' });
    await section.getByRole('button', { name: 'Link GitHub' }).click();
    await section.getByLabel('Password').fill(unique('wrong-'));
    expectFailure(401, '/api/account/identities');
    await section.getByRole('button', { name: 'Continue with GitHub' }).click();
    await section.getByText('This is not your password.').waitFor();
    await section.getByLabel('Password').fill(workspace.owner.password);
    await section.getByRole('button', { name: 'Continue with GitHub' }).click();
    await section.getByRole('button', { name: 'Unlink grace' }).click();
    await page.getByText('grace no longer signs in to this account.').waitFor();
    await page.goto(`${workspace.server.origin}/account?problem=identity_taken`);
    await page.getByText('This identity is linked to another account.').waitFor();
  },
  { as },
);

inBrowser(
  'switches to another workspace of the same person, and shows nothing of the former one',
  async ({ page }) => {
    const [tenant] = await workspace.database.query<{ id: string }>(
      `INSERT INTO tenant (id, name) VALUES ('ten_other', 'Other') RETURNING id`,
    );
    await workspace.database.query(
      `INSERT INTO membership (tenant_id, account_id, role) VALUES ($1, $2, 'viewer')`,
      [tenant?.id, workspace.owner.session.account.id],
    );
    const { name } = await createKey(workspace.owner.api);
    await page.goto(`${workspace.server.origin}/keys`);
    await page.getByText(name).first().waitFor();
    await page.getByRole('button', { name: `Account ${workspace.owner.email}` }).click();
    await page.getByRole('menuitem', { name: 'Other (viewer)' }).click();
    await page.getByTitle('Workspace Other').waitFor();
    expect(await page.getByText(name).count()).toBe(0);
  },
  { as: () => workspace.owner.api.copy() },
);
