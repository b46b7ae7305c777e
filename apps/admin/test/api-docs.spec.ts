import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { openApiDocument } from '../../api/test/harness/openapi-document.js';
import { createKey, createToken, startWorkspace, unique } from '../../api/test/harness/workspace.js';
import { axeViolations } from './harness/axe.js';
import { inBrowser } from './harness/browser.js';

const run = promisify(execFile);
const { server, owner } = await startWorkspace();
const as = () => owner.api;
const billing = await createKey(owner.api, { name: 'Billing' });
const other = await createKey(owner.api, { name: 'Support', llmType: 'anthropic' });
const { token } = await createToken(owner.api, { scopes: ['keys:read', 'keys:write', 'usage:read'] });

const TITLES = [
  'Fetch a key',
  'Ask for the mode of a key',
  'List the readable keys',
  'Read the usage',
  'Add a key',
  'Give a key a new value',
  'Ask what the token is',
];

async function openDocs(page: Page): Promise<void> {
  await page.goto(`${server.origin}/api-docs?key=${billing.id}`);
  await page.getByRole('heading', { name: 'Errors' }).waitFor();
}

/** The text of a block of code. */
const code = (page: Page, label: string): Locator => page.getByRole('region', { name: label }).locator('pre');

/** Runs a program with the token in its environment; returns what it prints. */
async function printedBy(program: string, parameters: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, IBYOK_ACCESS_TOKEN: token, NEW_VALUE: unique('sk-proj-') };
  return (await run(program, [...parameters], { env })).stdout;
}

/** The address of the key that the sample added. */
async function addedKey(): Promise<string> {
  const keys = (await owner.api.get<{ items: readonly { id: string; name: string }[] }>('/api/keys')).body
    .items;
  return `/api/keys/${keys.find(({ name }) => name === 'From CI')?.id}`;
}

async function has(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}

inBrowser(
  'names every call that applications can make, with its parameters, as the contract has them',
  async ({ page }) => {
    await openDocs(page);
    const calls = Object.entries(openApiDocument.paths)
      .filter(([path]) => path.startsWith('/external/'))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
      );
    expect(calls).toHaveLength(TITLES.length);
    for (const { path, method, operation } of calls) {
      const section = page
        .getByRole('region')
        .filter({ has: page.getByText(path, { exact: true }) })
        .filter({ has: page.getByText(method.toUpperCase(), { exact: true }) });
      await section.waitFor();
      for (const { name } of operation.parameters ?? []) {
        await section.locator('dt code').getByText(name, { exact: true }).first().waitFor();
      }
    }
    for (const title of TITLES) await page.getByRole('heading', { name: title }).waitFor();
  },
  { as },
);

inBrowser(
  'has samples about the reader’s own keys that run as they stand, and never a token',
  async ({ page }) => {
    await openDocs(page);
    for (const title of TITLES) {
      const sample = (await code(page, `Sample: ${title}`).textContent()) ?? '';
      expect(JSON.parse(await printedBy('sh', ['-c', sample.replace('curl', 'curl -sS')]))).toEqual(
        expect.not.objectContaining({ code: expect.anything() }),
      );
    }
    await page.getByText('Node', { exact: true }).click();
    const node = (await code(page, 'Sample: Fetch a key').textContent()) ?? '';
    expect(node).toContain(`${server.origin}/external/keys/${billing.id}/value`);
    expect(await printedBy(process.execPath, ['--input-type=module', '-e', node])).toContain(billing.id);
    await owner.api.patch(await addedKey(), { name: 'Added by curl' });
    const adding = (await code(page, 'Sample: Add a key').textContent()) ?? '';
    expect(await printedBy(process.execPath, ['--input-type=module', '-e', adding])).toContain("'From CI'");
    await page.getByText('Python', { exact: true }).click();
    const python = (await code(page, 'Sample: Fetch a key').textContent()) ?? '';
    const rotating = (await code(page, 'Sample: Give a key a new value').textContent()) ?? '';
    if (await has('python3')) expect(await printedBy('python3', ['-c', rotating])).toContain("'version': 3");
    if (await has('python3')) expect(await printedBy('python3', ['-c', python])).toContain(billing.id);
    expect(python).toContain(billing.id);

    await page.getByLabel('Key in the samples').selectOption({ label: 'Support' });
    await page.waitForURL(`**/api-docs?key=${other.id}`);
    const chosen = (await code(page, 'Sample: Fetch a key').textContent()) ?? '';
    expect(chosen).toContain(other.id);
    expect(await code(page, 'Answer: Fetch a key').textContent()).toContain('sk-ant-mock-');
    expect(await page.content()).not.toMatch(/ibyok_[0-9A-Za-z]{8}/);
    const copy = page.getByRole('button', { name: 'Copy sample' }).first();
    await copy.click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(chosen);
  },
  { as },
);

inBrowser(
  'shows answers with exactly the fields that the server gives',
  async ({ page }) => {
    await openDocs(page);
    const app = server.withToken((await createToken(owner.api, { keyIds: [billing.id] })).token);
    const real: Readonly<Record<string, string>> = {
      'Fetch a key': `/external/keys/${billing.id}/value?env=development`,
      'Ask for the mode of a key': `/external/keys/${billing.id}/mode?env=development`,
      'List the readable keys': '/external/keys?env=development',
      'Ask what the token is': '/external/whoami',
    };
    for (const [title, path] of Object.entries(real)) {
      const shown = JSON.parse((await code(page, `Answer: ${title}`).textContent()) ?? '');
      const given = (await app.get<object>(path)).body;
      expect([title, shapeOf(shown)]).toEqual([title, shapeOf(given)]);
    }
  },
  { as },
);

inBrowser(
  'names the codes that the server really answers',
  async ({ page }) => {
    await openDocs(page);
    const bound = await createToken(owner.api, { scopes: ['keys:read'], environments: ['staging'] });
    const elsewhere = await createToken(owner.api, { addressRanges: ['203.0.113.7'] });
    const app = server.withToken(bound.token);
    const answers = [
      await app.get('/external/keys?limit=0'),
      await app.get('/external/keys?unknown=1'),
      await server.anonymous().get('/external/keys'),
      await app.get('/external/usage'),
      await app.get(`/external/keys/${billing.id}/value?env=production`),
      await server.withToken(elsewhere.token).get('/external/keys'),
      await app.get('/external/keys/nothing/value?env=staging'),
    ];
    for (const { status, body } of answers) {
      const row = page.getByRole('row').filter({ hasText: (body as { code: string }).code });
      expect(await row.getByRole('cell').first().textContent()).toBe(String(status));
    }
  },
  { as },
);

inBrowser(
  'has one column in a narrow window, and nothing is wider than it',
  async ({ page }) => {
    await openDocs(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
  },
  { as, viewport: { width: 360, height: 800 } },
);

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `axe finds nothing wrong with it in the ${colorScheme} scheme`,
    async ({ page }) => {
      await openDocs(page);
      expect(await axeViolations(page)).toEqual([]);
    },
    { as, colorScheme },
  );
}

inBrowser(
  'says that it could not be loaded, and loads once the contract is there',
  async ({ page, expectFailure }) => {
    expectFailure(503, '/api/openapi.json');
    let down = true;
    await page.route('**/api/openapi.json', (route) =>
      down ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    );
    await page.goto(`${server.origin}/api-docs`);
    const alert = page.getByRole('alert').filter({ hasText: 'The API docs could not be loaded' });
    await alert.waitFor();
    down = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Fetch a key' }).waitFor();
  },
  { as },
);

/** Only the names within a value, and of lists those of the last item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value.at(-1))];
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
