import type { Session } from '../../api/test/harness/contract.js';
import { join, newEmail } from '../../api/test/harness/people.js';
import { createKey, startWorkspace, unique } from '../../api/test/harness/workspace.js';
import { inBrowser, signInAs } from './harness/browser.js';
import { rowOf } from './harness/keys-page.js';

const { server, owner } = await startWorkspace({ env: { IBYOK_SIGNUP: 'open' } });
const ada = { email: newEmail(), password: unique('password-') };
const home = server.anonymous();

beforeAll(async () => {
  await home.post<Session>('/api/signup', { ...ada, tenantName: 'Home' });
  await join(server, owner.api, 'admin', ada);
  await createKey(owner.api, { name: 'Of Acme' });
  await createKey(home, { name: 'Of Home' });
});

inBrowser(
  'a page begins anew once another page of the browser went on in another workspace',
  async ({ page, context, expectFailure }) => {
    // What the first page asked last may still have the session that the switch ended.
    expectFailure(401, '/api/*');
    const api = server.anonymous();
    await api.post<Session>('/api/session', ada);
    await api.post<Session>('/api/session/tenant', { tenantId: owner.session.tenant.id });
    await signInAs(context, api);
    await page.goto(`${server.origin}/tokens`);
    const header = page.getByRole('banner');
    await header.getByText('Acme', { exact: true }).waitFor();
    await page.evaluate(() => Object.assign(window, { before: true }));

    const other = await context.newPage();
    await other.goto(`${server.origin}/keys`);
    await other.getByRole('button', { name: `Account ${ada.email}` }).click();
    await other.getByRole('menuitem', { name: /Home/ }).click();
    await other.getByRole('banner').getByText('Home', { exact: true }).waitFor();
    await rowOf(other, 'Of Home').waitFor();

    await page.waitForURL('**/keys', { timeout: 30_000 });
    await header.getByText('Home', { exact: true }).waitFor();
    await rowOf(page, 'Of Home').waitFor();
    // Nothing that was read as Acme is kept: the page itself is another one.
    expect(await page.evaluate(() => 'before' in window)).toBe(false);
    expect(await page.getByText(/Of Acme|^Acme$/).count()).toBe(0);
  },
);
