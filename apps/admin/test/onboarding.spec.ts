import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../api/test/harness/eventually.js';
import { type Joined, join, newEmail } from '../../api/test/harness/people.js';
import { newDirectory } from '../../api/test/harness/run.js';
import { ServerProcess } from '../../api/test/harness/server-process.js';
import type { TestServer } from '../../api/test/harness/test-server.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  unique,
  type Workspace,
} from '../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from './harness/axe.js';
import { inBrowser } from './harness/browser.js';
import { defaultOf, openKeys, rowOf } from './harness/keys-page.js';
import { addManyKeys } from './harness/many-keys.js';
import { startOpenServer } from './harness/open-server.js';
import { openaiValue } from './harness/provider-keys.js';
import { runCurl } from './harness/shell.js';
import { copied } from './harness/tokens-page.js';

/** The two seconds, with room for a machine that does other things besides. */
const SOON = { timeout: 4000 };

/** The card with the first steps. */
function firstSteps(page: Page): Locator {
  return page.getByRole('region', { name: 'First steps' });
}

/** What a screen reader is told of each step. */
async function statesOf(card: Locator): Promise<readonly string[]> {
  const steps = await card.getByRole('listitem').all();
  const words = await Promise.all(steps.map((step) => step.innerText()));
  return words.map((text) => /(done|current step|later)/.exec(text.replaceAll('\n', ' '))?.[1] ?? '');
}

describe('a new server', () => {
  let setupLink: URL;

  beforeAll(async () => {
    const server = new ServerProcess({ PORT: '0', IBYOK_DATA_DIR: newDirectory() });
    await eventually('the server prints the setup link', () => {
      if (server.hasEnded) throw new Error(`the server ended: ${server.stdout}${server.stderr}`);
      return /Create the owner, once: \S+\n/.test(server.stdout);
    });
    setupLink = new URL(/Create the owner, once: (\S+)/.exec(server.stdout)?.[1] ?? '');
  });

  inBrowser('leads from the setup to a first fetch, and notices it without a click', async ({ page }) => {
    await page.goto(setupLink.href);
    await page.getByLabel('Workspace name').fill('Acme');
    await page.getByLabel('Email').fill(newEmail());
    await page.getByLabel('Password').fill(unique('password '));
    await page.getByRole('button', { name: 'Create workspace' }).click();

    const card = firstSteps(page);
    await card.getByText('Development and Staging answer with mocks, Production with live keys.').waitFor();
    expect(await statesOf(card)).toEqual(['current step', 'later', 'later', 'later']);
    await card.getByRole('button', { name: 'Keep these' }).click();
    await card.getByText('1 of 4 done').waitFor();
    expect(await statesOf(card)).toEqual(['done', 'current step', 'later', 'later']);
    await page.reload();
    await card.getByText('1 of 4 done').waitFor();

    await card.getByRole('button', { name: 'Paste a key' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Key', { exact: true }).fill(openaiValue());
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.waitFor({ state: 'detached' });
    await card.getByText('2 of 4 done').waitFor();

    await card.getByRole('button', { name: 'Create token' }).click();
    expect(new URL(page.url()).search).toBe('?panel=token');
    await page.reload();
    await panel.getByLabel('Name').fill('billing-service');
    await panel.getByRole('button', { name: 'Create token' }).click();
    await panel.getByText('Waiting for the first fetch…').waitFor();
    const token = await copied(page, 'Copy token');
    await panel.getByRole('button', { name: 'Done' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(await statesOf(card)).toEqual(['done', 'done', 'done', 'current step']);

    await card.getByText('Waiting for the first fetch…').waitFor();
    const command = await copied(page, 'Copy curl');
    expect(command).toContain('$IBYOK_ACCESS_TOKEN');
    expect(command).toMatch(/\/external\/keys\/key_\w+\/value\?env=development/);
    expect(await runCurl(command.replace('$IBYOK_ACCESS_TOKEN', token))).toMatchObject({ name: 'OpenAI' });
    await card.getByText('First fetch arrived').waitFor(SOON);
    await card
      .getByText('OpenAI in Development, mock (environment default), from token billing-service')
      .waitFor();
    await card.getByText('All set: an application fetches its keys from here.').waitFor();
    expect(await statesOf(card)).toEqual(['done', 'done', 'done', 'done']);

    await card.getByRole('link', { name: 'See it in the record' }).click();
    await page.getByText('Only one request is shown.').waitFor();
    await page.getByRole('row', { name: /Key fetched.*billing-service.*OpenAI/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Show the whole record' }).click();
    await page.getByRole('row', { name: /Token created/ }).waitFor();

    await page.getByRole('link', { name: 'Keys', exact: true }).click();
    await card.getByRole('button', { name: 'Done' }).click();
    await card.waitFor({ state: 'detached' });
    await page.reload();
    await rowOf(page, 'OpenAI').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await card.count()).toBe(0);
  });
});

describe('a workspace without a fetch', () => {
  let workspace: Workspace;
  let server: TestServer;
  let viewer: Joined;
  let member: Joined;
  const as = () => workspace.owner.api;

  beforeAll(async () => {
    workspace = await startWorkspace();
    server = await startOpenServer(workspace);
    viewer = await join(workspace.server, as(), 'viewer');
    member = await join(workspace.server, as(), 'member');
  });

  inBrowser(
    'counts what is there: a token before any key, and a default that somebody changed',
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      await firstSteps(page).getByText('2 of 4 done').waitFor();
      expect(await statesOf(firstSteps(page))).toEqual(['done', 'current step', 'done', 'later']);
    },
    { as },
  );

  inBrowser(
    'tells a viewer who can do what the viewer can’t',
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      const card = firstSteps(page);
      await card.getByText(/Your role can’t add keys; .*can\./).waitFor();
      for (const { email } of [workspace.owner, member]) await card.getByText(email).waitFor();
      expect(await card.getByText(viewer.email).count()).toBe(0);
      expect(await card.getByRole('button').count()).toBe(1);
      await card.getByRole('button', { name: 'Hide first steps' }).click();
      await card.waitFor({ state: 'detached' });
    },
    { as: () => viewer.api },
  );

  inBrowser(
    'is dismissed by each person for one workspace, and another one begins anew',
    async ({ page }) => {
      await openKeys(page, server.origin);
      await firstSteps(page).getByRole('button', { name: 'Hide first steps' }).click();
      await firstSteps(page).waitFor({ state: 'detached' });
      await page.reload();
      await page.getByText('No keys yet').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await firstSteps(page).count()).toBe(0);

      const { email } = workspace.owner;
      await page.getByRole('button', { name: `Account ${email}` }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in*');
      await page.goto(`${server.origin}/sign-up`);
      await page.getByLabel('Workspace name').fill('Second');
      await page.getByLabel('Email').fill(newEmail());
      await page.getByLabel('Password').fill(unique('password '));
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await firstSteps(page).getByText('0 of 4 done').waitFor();
      await defaultOf(page, 'Staging').getByText('Live').click();
      await firstSteps(page).getByText('1 of 4 done').waitFor();
    },
    { as: () => workspace.owner.api },
  );
});

describe('a workspace with fetches', () => {
  let workspace: Workspace;
  const as = () => workspace.owner.api;

  beforeAll(async () => {
    workspace = await startWorkspace();
    const key = await createKey(as());
    await fetchValue(workspace.app, key.id);
  });

  inBrowser(
    'shows no first steps, and does not load them',
    async ({ page }) => {
      const scripts: string[] = [];
      page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
      await openKeys(page, workspace.server.origin);
      await page.waitForLoadState('networkidle');
      expect(await firstSteps(page).count()).toBe(0);
      expect(scripts.filter((path) => /first-steps/.test(path))).toEqual([]);
    },
    { as },
  );

  inBrowser(
    'shows of a new token whether it has arrived, whatever others fetch meanwhile',
    async ({ page }) => {
      const key = await createKey(as(), { name: 'Shared' });
      await page.goto(`${workspace.server.origin}/tokens`);
      await page.getByRole('button', { name: 'Create token' }).click();
      const panel = page.getByRole('dialog');
      await panel.getByLabel('Name').fill('search-service');
      await panel.getByRole('button', { name: 'Create token' }).click();
      const token = await copied(page, 'Copy token');
      await fetchValue(workspace.app, key.id, 'production');
      await page.waitForResponse((response) => response.url().includes('/api/audit?'));
      await panel.getByText('Waiting for the first fetch…').waitFor();
      await fetchValue(workspace.server.withToken(token), key.id, 'development');
      await panel
        .getByText('Shared in Development, mock (environment default), from token search-service')
        .waitFor(SOON);
    },
    { as },
  );
});

describe('in every state', () => {
  let workspace: Workspace;
  const as = () => workspace.owner.api;

  beforeEach(async () => {
    workspace = await startWorkspace();
    const { body } = await as().get<{ items: { id: string }[] }>('/api/tokens');
    for (const { id } of body.items) await as().delete(`/api/tokens/${id}`);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    inBrowser(
      `axe finds nothing in the first steps (${colorScheme})`,
      async ({ page }) => {
        await openKeys(page, workspace.server.origin);
        const card = firstSteps(page);
        await card.getByRole('button', { name: 'Keep these' }).waitFor();
        await expectNothingInTheWay(page);
        await card.getByRole('button', { name: 'Keep these' }).click();
        await card.getByRole('button', { name: 'Paste a key' }).waitFor();
        await expectNothingInTheWay(page);
        const key = await createKey(as());
        const { token } = await createToken(as());
        await card.getByText('Waiting for the first fetch…').waitFor();
        expect(await card.locator('[aria-hidden] > span').first().evaluate(animationOf)).toBe('none');
        await expectNothingInTheWay(page);
        await fetchValue(workspace.server.withToken(token), key.id);
        await card.getByText('First fetch arrived').waitFor();
        await expectNothingInTheWay(page);
      },
      { as, colorScheme },
    );
  }
});

/** What moves an element, where the person’s system asks for less motion. */
function animationOf(element: Element): string {
  return getComputedStyle(element).animationName;
}

describe('a workspace without a fetch, on a slow network', () => {
  let workspace: Workspace;
  const as = () => workspace.owner.api;

  beforeAll(async () => {
    workspace = await startWorkspace();
    await addManyKeys(workspace, 150);
  });

  for (const late of ['/api/tokens', '/api/changes']) {
    inBrowser(
      `shows the first keys while others are on their way and ${late} does not answer, then the steps`,
      async ({ page }) => {
        let answer: () => void = () => {};
        const answered = new Promise<void>((resolve) => {
          answer = resolve;
        });
        const isLate = ({ pathname, search }: URL) =>
          pathname === late || (pathname === '/api/keys' && search.includes('cursor='));
        await page.route(isLate, async (route) => {
          await answered;
          await route.continue();
        });
        await page.goto(`${workspace.server.origin}/keys`);
        await rowOf(page, 'Key 0150').waitFor();
        expect(await firstSteps(page).count()).toBe(0);
        answer();
        await firstSteps(page).waitFor();
        await page.getByText('150 keys', { exact: true }).waitFor();
      },
      { as },
    );
  }

  inBrowser(
    'shows the first steps with the first keys, without waiting for the others',
    async ({ page }) => {
      await page.route(/\/api\/keys\?.*cursor=/, () => {});
      await page.goto(`${workspace.server.origin}/keys`);
      await firstSteps(page).getByText('3 of 4 done').waitFor();
    },
    { as },
  );
});
