import { TOTP } from 'otpauth';
import { join } from '../../api/test/harness/people.js';
import { startWorkspace, unique, type Workspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';

let workspace: Workspace;
let person: Awaited<ReturnType<typeof join>>;
const as = () => person.api;

beforeEach(async () => {
  workspace ??= await startWorkspace();
  person = await join(workspace.server, workspace.owner.api, 'viewer');
});

inBrowser(
  'turns one-time codes on, shows the recovery codes once, and turns them off',
  async ({ page }) => {
    await page.goto(`${workspace.server.origin}/keys`);
    await page.getByRole('button', { name: `Account ${person.email}` }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    const section = page.getByRole('region', { name: 'One-time codes' });
    await section.getByLabel('Password').fill(person.password);
    await section.getByRole('button', { name: 'Set up codes' }).click();
    await section.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
    const secret = (await section.locator('code').innerText()).replaceAll(' ', '');
    const totp = new TOTP({ secret });
    await section.getByLabel('Code').fill(totp.generate({ timestamp: Date.now() - 30_000 }));
    await section.getByRole('button', { name: 'Turn codes on' }).click();
    await section.getByText('Keep these recovery codes').waitFor();
    const [first = ''] = (await section.locator('code, pre').first().innerText()).split('\n');
    expect(first).toMatch(/^(\w{4}-){3}\w{4}$/);
    await section.getByRole('button', { name: 'I have kept them' }).click();
    await section.getByText('10 recovery codes are left').waitFor();
    expect(await page.content()).not.toContain(secret);

    await section.getByLabel('Password').fill(person.password);
    await section.getByLabel('Code').fill(first);
    await section.getByRole('button', { name: 'Turn codes off' }).click();
    await section.getByRole('button', { name: 'Set up codes' }).waitFor();
  },
  { as },
);

inBrowser(
  'changes the password, and says what is wrong with it',
  async ({ page, expectFailure }) => {
    await page.goto(`${workspace.server.origin}/account`);
    const section = page.getByRole('region', { name: 'Password' });
    const newPassword = unique('password-');
    await section.getByLabel('Current password').fill(unique('wrong-'));
    await section.getByLabel('New password').fill(newPassword);
    expectFailure(401, '/api/account/password');
    await section.getByRole('button', { name: 'Change password' }).click();
    await section.getByText('This is not your password.').waitFor();
    await section.getByLabel('Current password').fill(person.password);
    await section.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password is changed.').waitFor();
    const { email } = person;
    const signIn = (password: string) =>
      workspace.server.anonymous().post('/api/session', { email, password });
    expect((await signIn(newPassword)).status).toBe(201);
    expect((await signIn(person.password)).status).toBe(401);
  },
  { as },
);

inBrowser(
  'shows where the account is signed in, and signs out everywhere',
  async ({ page }) => {
    const { email, password } = person;
    const elsewhere = workspace.server.anonymous();
    expect((await elsewhere.post('/api/session', { email, password })).status).toBe(201);
    await page.goto(`${workspace.server.origin}/account`);
    const sessions = page.getByRole('table', { name: 'Sessions' });
    await sessions.getByText('this one').waitFor();
    expect(await sessions.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    expect((await elsewhere.get('/api/session')).status).toBe(401);
  },
  { as },
);
