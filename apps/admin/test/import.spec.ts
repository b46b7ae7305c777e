import type { Page, Request } from 'playwright-core';
import { join } from '../../api/test/harness/people.js';
import { createKey, startWorkspace, unique, type Workspace } from '../../api/test/harness/workspace.js';
import { expectNothingInTheWay } from './harness/axe.js';
import { inBrowser } from './harness/browser.js';
import { everythingHeldBy } from './harness/held-by-page.js';
import { importRow, openImport, paste, reviewOf, tickOf } from './harness/import-panel.js';
import { focusIsOn } from './harness/keyboard.js';
import { openKeys, rowOf, said } from './harness/keys-page.js';
import { anthropicValue, openaiValue } from './harness/provider-keys.js';
import { listen } from './harness/traffic.js';

let workspace: Workspace;
const as = () => workspace.owner.api;

beforeEach(async () => {
  workspace = await startWorkspace();
});

interface ListedKey {
  readonly name: string;
  readonly llmType: string;
  readonly last4: string;
}

/** The keys that the server has, by name. */
async function storedKeys(): Promise<readonly ListedKey[]> {
  const { body } = await as().get<{ items: ListedKey[] }>('/api/keys');
  return body.items
    .map(({ name, llmType, last4 }) => ({ name, llmType, last4 }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What the review says of a key that is taken by itself. */
function recognised(variable: string, name: string, provider: string) {
  return { variable, ticked: true, name, provider, state: 'New' };
}

/** Every request that changes something, as `METHOD path`, from now on. */
function changesOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request: Request) => {
    if (request.method() !== 'GET') calls.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return calls;
}

inBrowser(
  'a .env of several providers: recognised, shown by last four alone, sent only when confirmed',
  async ({ page }) => {
    const [openai, billing, anthropic, database] = [
      openaiValue(),
      openaiValue(),
      anthropicValue(),
      unique('postgres://'),
    ];
    const moonshot = unique('moonshot-');
    const traffic = listen(page);
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    await paste(
      page,
      [
        '\ufeff# Acme',
        `export OPENAI_API_KEY=${openai}`,
        `BILLING_OPENAI_API_KEY="${billing}" # the other team's`,
        `CLAUDE_KEY='${anthropic}'`,
        `MOONSHOT_API_KEY = ${moonshot}`,
        `DATABASE_URL=${database}?a=b`,
        'MISTRAL_API_KEY=',
        'not a variable',
      ].join('\r\n'),
    );

    await panel.getByText('5 of 6 variables look like provider keys').waitFor();
    await panel.getByText('Line 8 is no variable and left out.').waitFor();
    const lastFour = (value: string) => `··${value.slice(-4)}`;
    const none = { ticked: false, name: null, provider: '', lastFour: 'masked' };
    expect(await reviewOf(panel)).toEqual([
      { ...recognised('OPENAI_API_KEY', 'OpenAI', 'openai'), lastFour: lastFour(openai) },
      { ...recognised('BILLING_OPENAI_API_KEY', 'OpenAI Billing', 'openai'), lastFour: lastFour(billing) },
      { ...recognised('CLAUDE_KEY', 'Anthropic', 'anthropic'), lastFour: lastFour(anthropic) },
      { ...recognised('MOONSHOT_API_KEY', 'Moonshot AI (Kimi)', 'moonshot'), lastFour: lastFour(moonshot) },
      { ...none, variable: 'DATABASE_URL', state: 'Not an LLM key' },
      { ...none, variable: 'MISTRAL_API_KEY', name: 'Mistral AI', provider: 'mistral', state: 'Empty' },
    ]);
    for (const variable of ['DATABASE_URL', 'MISTRAL_API_KEY'])
      expect(await tickOf(panel, variable).isDisabled()).toBe(true);

    await tickOf(panel, 'MOONSHOT_API_KEY').uncheck();
    await panel.getByLabel('Name for CLAUDE_KEY').fill('Claude');
    const secrets = [openai, billing, anthropic, moonshot, database];
    const held = await everythingHeldBy(page);
    expect(secrets.filter((secret) => held.includes(secret))).toEqual([]);
    for (const secret of secrets) expect(await traffic.requestsWith(secret)).toEqual([]);
    expect(changes).toEqual([]);
    expect(await storedKeys()).toEqual([]);

    await panel.getByRole('button', { name: 'Store 3 keys' }).click();
    await said(page, '3 keys stored.');
    await panel.waitFor({ state: 'detached' });
    await rowOf(page, 'OpenAI Billing')
      .getByText(`··${billing.slice(-4)}`)
      .waitFor();
    expect(await storedKeys()).toEqual([
      { name: 'Claude', llmType: 'anthropic', last4: anthropic.slice(-4) },
      { name: 'OpenAI', llmType: 'openai', last4: openai.slice(-4) },
      { name: 'OpenAI Billing', llmType: 'openai', last4: billing.slice(-4) },
    ]);
    expect(changes).toEqual(['POST /api/keys', 'POST /api/keys', 'POST /api/keys']);
    for (const secret of [openai, billing, anthropic]) {
      expect(await traffic.requestsWith(secret)).toEqual(['POST /api/keys']);
      expect(await traffic.answersWith(secret)).toEqual([]);
    }
    for (const secret of [moonshot, database]) expect(await traffic.requestsWith(secret)).toEqual([]);
    const heldAfter = await everythingHeldBy(page);
    expect(secrets.filter((secret) => heldAfter.includes(secret))).toEqual([]);
  },
  { as },
);

inBrowser(
  'duplicates are shown and left out, and what is no LLM key can be given a provider',
  async ({ page }) => {
    const [known, doubled, replaced] = [openaiValue(), anthropicValue(), openaiValue()];
    await createKey(as(), { name: 'Prod', llmType: 'openai', value: known });
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    await paste(
      page,
      [
        `OPENAI_API_KEY=${known}`,
        `GROQ_API_KEY=your-key-here`,
        `OTHER_OPENAI_API_KEY=${openaiValue()}`,
        `OTHER_OPENAI_API_KEY=${replaced}`,
        `ANTHROPIC_API_KEY=${doubled}`,
        `ANTHROPIC_COPY=${doubled}`,
        `XAI_API_KEY=$\{OTHER}`,
        'INTERNAL_SECRET=quite-a-secret-1234',
      ].join('\n'),
    );

    await importRow(panel, 'OPENAI_API_KEY')
      .getByText('Same last four as Prod: probably stored already')
      .waitFor();
    await importRow(panel, 'GROQ_API_KEY').getByText('Keys of Groq usually look different').waitFor();
    await panel.getByText('Duplicate in this paste: line 4 counts').waitFor();
    await importRow(panel, 'ANTHROPIC_COPY')
      .getByText('Duplicate in this paste: ANTHROPIC_API_KEY has the same value')
      .waitFor();
    await importRow(panel, 'XAI_API_KEY').getByText('Refers to another variable').waitFor();
    const ticks = panel.getByRole('checkbox');
    const ticked = await ticks.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).checked));
    expect(ticked).toEqual([false, false, false, true, true, false, false, false]);

    await panel.getByLabel('Provider of INTERNAL_SECRET').selectOption('custom');
    await tickOf(panel, 'INTERNAL_SECRET').check();
    await panel.getByLabel('Name for INTERNAL_SECRET').fill('Prod');
    await panel.getByText('Same name as an existing key').waitFor();
    await panel.getByRole('button', { name: 'Store 3 keys' }).click();
    expect(await storedKeys()).toHaveLength(1);
    expect(
      await panel
        .getByLabel('Name for INTERNAL_SECRET')
        .evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await panel.getByLabel('Name for INTERNAL_SECRET').fill('Internal');
    await panel.getByRole('button', { name: 'Store 3 keys' }).click();
    await said(page, '3 keys stored.');
    expect(await storedKeys()).toEqual([
      { name: 'Anthropic', llmType: 'anthropic', last4: doubled.slice(-4) },
      { name: 'Internal', llmType: 'custom', last4: '1234' },
      { name: 'OpenAI Other', llmType: 'openai', last4: replaced.slice(-4) },
      { name: 'Prod', llmType: 'openai', last4: known.slice(-4) },
    ]);
  },
  { as },
);

inBrowser(
  'a key that is refused says why, and is tried again alone',
  async ({ page, expectFailure }) => {
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    await paste(
      page,
      `OPENAI_API_KEY=${openaiValue()}\nANTHROPIC_API_KEY=${anthropicValue()}\nZAI_API_KEY=${unique('z')}`,
    );
    await panel.getByRole('button', { name: 'Store 3 keys' }).waitFor();

    // Somebody else is a moment faster with one of the names.
    await page.route('**/api/keys', async (route) => {
      if (route.request().postDataJSON()?.name === 'Anthropic') {
        await createKey(as(), { name: 'Anthropic', llmType: 'custom' });
      }
      await route.continue();
    });
    expectFailure(409, '/api/keys');
    await panel.getByRole('button', { name: 'Store 3 keys' }).click();
    await panel.getByText('2 stored, 1 not.').waitFor();
    await importRow(panel, 'ANTHROPIC_API_KEY').getByText('Another key has this name').waitFor();
    await importRow(panel, 'OPENAI_API_KEY').getByText('Stored', { exact: true }).waitFor();
    expect(await tickOf(panel, 'OPENAI_API_KEY').isDisabled()).toBe(true);

    await panel.getByLabel('Name for ANTHROPIC_API_KEY').fill('Claude');
    await panel.getByRole('button', { name: 'Try 1 key again' }).click();
    await said(page, '3 keys stored.');
    await panel.waitFor({ state: 'detached' });
    expect((await storedKeys()).map(({ name }) => name)).toEqual(['Anthropic', 'Claude', 'OpenAI', 'Z.ai']);
    expect(changes).toHaveLength(4);
  },
  { as },
);

inBrowser(
  'a server that goes away ends it: nothing more is sent, and the rest waits',
  async ({ page, expectFailure }) => {
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    await paste(
      page,
      `OPENAI_API_KEY=${openaiValue()}\nANTHROPIC_API_KEY=${anthropicValue()}\nZAI_API_KEY=${unique('z')}`,
    );
    await page.route('**/api/keys', (route) =>
      route.request().postDataJSON()?.name === 'Anthropic' ? route.abort() : route.continue(),
    );
    expectFailure('ERR_FAILED', '/api/keys');
    await panel.getByRole('button', { name: 'Store 3 keys' }).click();
    await panel.getByText('1 stored, 1 not.').waitFor();
    await importRow(panel, 'ANTHROPIC_API_KEY').getByText('can’t be reached').waitFor();
    expect(changes).toHaveLength(2);

    await page.unroute('**/api/keys');
    await panel.getByRole('button', { name: 'Store 2 keys' }).click();
    await said(page, '3 keys stored.');
    expect((await storedKeys()).map(({ name }) => name)).toEqual(['Anthropic', 'OpenAI', 'Z.ai']);
  },
  { as },
);

inBrowser(
  'opens by a link, closes by Back, and is not loaded by who does not open it',
  async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    const loaded = () => scripts.filter((path) => path.includes('import-panel')).length;
    await openKeys(page, workspace.server.origin);
    await page.waitForLoadState('networkidle');
    expect(loaded()).toBe(0);
    const panel = await openImport(page);
    expect(loaded()).toBeGreaterThan(0);
    expect(new URL(page.url()).search).toBe('?panel=import');
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    await page.goto(`${workspace.server.origin}/keys?panel=import`);
    await panel.getByLabel('Content of the .env file').waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  },
  { as },
);

inBrowser(
  'closing forgets what was pasted, and stores nothing',
  async ({ page }) => {
    const value = openaiValue();
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    for (const leave of ['Cancel', 'Close', 'Escape']) {
      const panel = await openImport(page);
      await paste(page, `OPENAI_API_KEY=${value}\nPORT=80`);
      await panel.getByRole('button', { name: 'Store 1 key' }).waitFor();
      if (leave === 'Escape') await page.keyboard.press('Escape');
      else await panel.getByRole('button', { name: leave, exact: true }).click();
      await panel.waitFor({ state: 'detached' });
      expect(await everythingHeldBy(page)).not.toContain(value);
      const again = await openImport(page);
      expect(await again.getByLabel('Content of the .env file').inputValue()).toBe('');
      await again.getByRole('button', { name: 'Cancel' }).click();
      await again.waitFor({ state: 'detached' });
    }
    expect(changes).toEqual([]);
    expect(await storedKeys()).toEqual([]);
  },
  { as },
);

inBrowser(
  'what is typed is masked, a file is read in the browser, and what can’t be read says why',
  async ({ page }) => {
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    const field = panel.getByLabel('Content of the .env file');
    await panel.getByRole('button', { name: 'Read', exact: true }).click();
    await panel.getByText('Paste the file’s content, or choose the file.').waitFor();
    await field.pressSequentially('no variable');
    expect(
      await field.evaluate((area) => getComputedStyle(area).getPropertyValue('-webkit-text-security')),
    ).toBe('disc');
    await panel.getByRole('button', { name: 'Read', exact: true }).click();
    await panel.getByText('There is no variable in it.').waitFor();
    await field.fill('');
    await paste(page, `A=1\nB=${'x'.repeat(64 * 1024)}`);
    await panel.getByText('This has 65 KiB; at most 64 KiB can be read at once.').waitFor();
    expect(await field.inputValue()).toBe('');

    const choose = (name: string, content: Buffer) =>
      panel.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: content });
    await choose('.env', Buffer.alloc(64 * 1024 + 1, 'x'));
    await panel.getByText('This has 65 KiB').waitFor();
    await choose('key.der', Buffer.from([0x4b, 0xff, 0xfe, 0x80]));
    await panel.getByText('This file is not text in UTF-8.').waitFor();
    await choose('.env.local', Buffer.from(`\ufeffOPENAI_API_KEY=${openaiValue()}\r\n`));
    await panel.getByRole('button', { name: 'Store 1 key' }).waitFor();
    expect(changes).toEqual([]);
  },
  { as },
);

inBrowser(
  'a file that is read to its end after the panel was closed is dropped',
  async ({ page }) => {
    await page.addInitScript(() => {
      const read = Blob.prototype.arrayBuffer;
      const released = new Promise((resolve) => Object.assign(window, { release: resolve }));
      Blob.prototype.arrayBuffer = async function readLate() {
        await released;
        const content = await read.call(this);
        setTimeout(() => document.body.setAttribute('data-read', ''), 100);
        return content;
      };
    });
    const changes = changesOf(page);
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    const file = { name: '.env', mimeType: '', buffer: Buffer.from(`OPENAI_API_KEY=${openaiValue()}\n`) };
    await panel.locator('input[type=file]').setInputFiles(file);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    await openImport(page);
    await page.evaluate(() => (window as unknown as { release: () => void }).release());
    await page.locator('body[data-read]').waitFor();
    expect(await panel.getByLabel('Content of the .env file').inputValue()).toBe('');
    expect(await panel.getByRole('table').count()).toBe(0);
    expect(changes).toEqual([]);
  },
  { as },
);

inBrowser(
  'a name that can’t be stored is shown and gets the focus, wherever in the paste it is',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    const variables = Array.from(
      { length: 115 },
      (_, index) => `TEAM_${index}_OPENAI_API_KEY=${openaiValue()}`,
    );
    await paste(page, variables.join('\n'));
    await panel.getByText('115 of 115 variables').waitFor();
    expect(await panel.getByRole('row').count()).toBe(101);
    // Somebody else takes a name meanwhile.
    await createKey(as(), { name: 'OpenAI Team 110' });
    await page.locator('tbody tr[data-index]').getByText('OpenAI Team 110', { exact: true }).waitFor();
    const changes = changesOf(page);
    await panel.getByRole('button', { name: 'Store 115 keys' }).click();
    await focusIsOn(page, 'Name for TEAM_110_OPENAI_API_KEY');
    await panel.getByText('Same name as an existing key').waitFor();
    expect(changes).toEqual([]);
  },
  { as },
);

inBrowser(
  'a hundred variables fold to those that are keys',
  async ({ page }) => {
    await openKeys(page, workspace.server.origin);
    const panel = await openImport(page);
    const others = Array.from({ length: 97 }, (_, index) => `SETTING_${index}=value ${index}`);
    await paste(page, [`OPENAI_API_KEY=${openaiValue()}`, ...others, `HF_TOKEN=${unique('hf_')}`].join('\n'));
    await panel.getByText('2 of 99 variables look like provider keys').waitFor();
    expect(await panel.getByRole('row').count()).toBe(3);
    await panel.getByRole('button', { name: 'Show 97 variables that are no LLM key' }).click();
    await importRow(panel, 'SETTING_96').waitFor();
    expect(await panel.getByRole('row').count()).toBe(100);
  },
  { as },
);

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `axe finds nothing in the panel, pasting and reviewing (${colorScheme})`,
    async ({ page }) => {
      await openKeys(page, workspace.server.origin);
      const panel = await openImport(page);
      await expectNothingInTheWay(page);
      await paste(
        page,
        `OPENAI_API_KEY=${openaiValue()}\nGROQ_API_KEY=no-key\nPORT=80\nXAI_API_KEY=\nCLAUDE_KEY=${anthropicValue()}`,
      );
      await panel.getByLabel('Name for OPENAI_API_KEY').fill('Anthropic');
      await panel.getByText('Same name twice in this paste').first().waitFor();
      await expectNothingInTheWay(page);
    },
    { as, colorScheme },
  );
}

describe('for a viewer', () => {
  let viewer: Awaited<ReturnType<typeof join>>;
  beforeEach(async () => {
    viewer = await join(workspace.server, as(), 'viewer');
  });

  inBrowser(
    'nothing can be imported',
    async ({ page }) => {
      await page.goto(`${workspace.server.origin}/keys?panel=import`);
      await page.getByText('No keys yet').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('button', { name: 'Import .env' }).count()).toBe(0);
      expect(await page.getByRole('dialog').count()).toBe(0);
    },
    { as: () => viewer.api },
  );
});
