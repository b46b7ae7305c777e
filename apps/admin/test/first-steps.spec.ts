import type { Page } from 'playwright-core';
import { eventually } from '../../api/test/harness/eventually.js';
import { newDirectory } from '../../api/test/harness/run.js';
import { ServerProcess } from '../../api/test/harness/server-process.js';
import { unique } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { everythingHeldBy } from './harness/held-by-page.js';
import {
  type Column,
  chooseOverride,
  closePanel,
  defaultOf,
  modesOf,
  openSettings,
  rowOf,
  said,
} from './harness/keys-page.js';
import { anthropicValue, openaiValue } from './harness/provider-keys.js';
import { runCurl } from './harness/shell.js';
import { listen } from './harness/traffic.js';

const PASSWORD = unique('password ');
const OPENAI = openaiValue();
const ANTHROPIC = anthropicValue();

let setupLink: URL;

beforeAll(async () => {
  const server = new ServerProcess({ PORT: '0', IBYOK_DATA_DIR: newDirectory() });
  await eventually('the server prints the setup link', () => {
    if (server.hasEnded) throw new Error(`the server ended: ${server.stdout}${server.stderr}`);
    return /Create the owner, once: \S+\n/.test(server.stdout);
  });
  setupLink = new URL(/Create the owner, once: (\S+)/.exec(server.stdout)?.[1] ?? '');
});

inBrowser('a new server: from the setup link to an application that fetches its keys', async ({ page }) => {
  const traffic = listen(page);
  const seen: { readonly when: string; readonly text: string }[] = [];
  const lookAround = async (when: string) => seen.push({ when, text: await everythingHeldBy(page) });
  const setupToken = setupLink.hash.replace('#token=', '');

  await createOwner(page);
  expect(new URL(page.url()).pathname).toBe('/keys');
  await page.getByRole('heading', { name: 'Keys', level: 1, exact: true }).waitFor();
  await lookAround('as the owner');

  await chooseDefault(page, 'Staging', 'Live');
  await addKey(page, OPENAI, 'OpenAI');
  await lookAround('with a first key');
  await addKey(page, ANTHROPIC, 'Anthropic');
  await makeLiveInDevelopment(page, 'Anthropic');
  await lookAround('with an override');
  expect(await modesOf(page, 'OpenAI')).toEqual(['Mock', 'Live', 'Live']);
  expect(await modesOf(page, 'Anthropic')).toEqual(['Live override', 'Live', 'Live']);

  const commands = await createToken(page);
  const mock = await runCurl(commands.openai);
  expect(mock).toMatchObject({
    name: 'OpenAI',
    llmType: 'openai',
    value: expect.stringMatching(/^sk-mock-openai-[0-9a-f]{12}$/),
    modeInfo: { environment: 'development', effectiveMode: 'mock', source: 'tenant_setting' },
  });
  expect(await runCurl(commands.anthropic)).toMatchObject({
    name: 'Anthropic',
    value: ANTHROPIC,
    modeInfo: { environment: 'development', effectiveMode: 'live', source: 'key_override' },
  });
  await page.reload();
  await rowOf(page, 'billing-service').waitFor();
  await lookAround('with a token');

  for (const secret of [PASSWORD, OPENAI, ANTHROPIC, setupToken, commands.token]) {
    expect(seen.filter(({ text }) => text.includes(secret)).map(({ when }) => when)).toEqual([]);
  }
  for (const typed of [PASSWORD, OPENAI, ANTHROPIC, setupToken]) {
    expect(await traffic.answersWith(typed)).toEqual([]);
  }
  expect(await traffic.requestsWith(PASSWORD)).toEqual(['POST /api/setup']);
  expect(await traffic.requestsWith(setupToken)).toEqual(['POST /api/setup']);
  expect(await traffic.requestsWith(OPENAI)).toEqual(['POST /api/keys']);
  expect(await traffic.requestsWith(ANTHROPIC)).toEqual(['POST /api/keys']);
  expect(await traffic.answersWith(commands.token)).toEqual(['POST /api/tokens']);
});

async function createOwner(page: Page): Promise<void> {
  await page.goto(setupLink.href);
  await page.getByLabel('Workspace name').fill('Acme');
  // The token is taken from the address bar and from the history.
  expect(page.url()).toBe(`${setupLink.origin}/setup`);
  await page.getByLabel('Email').fill('owner@acme.dev');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('heading', { name: 'Environment Settings', level: 2 }).waitFor();
}

async function chooseDefault(page: Page, column: Column, mode: string): Promise<void> {
  await defaultOf(page, column).getByText(mode).click();
  await said(page, `${column} defaults to ${mode}`);
  expect(await defaultOf(page, column).getByRole('radio', { name: mode }).isChecked()).toBe(true);
}

async function addKey(page: Page, value: string, provider: string): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Add key' });
  await page.getByRole('button', { name: 'Add key', exact: true }).click();
  await panel.getByLabel('Key', { exact: true }).fill(value);
  await panel.getByText(`Recognised as ${provider}.`).waitFor();
  expect(await panel.getByLabel('Name').inputValue()).toBe(provider);
  await panel.getByRole('button', { name: 'Save key' }).click();
  await rowOf(page, provider)
    .getByText(`··${value.slice(-4)}`)
    .waitFor();
  await panel.waitFor({ state: 'detached' });
}

async function makeLiveInDevelopment(page: Page, name: string): Promise<void> {
  const panel = await openSettings(page, name);
  await chooseOverride(panel, 'Development', 'Live (override)');
  await panel.getByRole('button', { name: 'Save overrides' }).click();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await said(page, `${name} is live in Development.`);
  await closePanel(page);
}

interface Commands {
  readonly token: string;
  readonly openai: string;
  readonly anthropic: string;
}

async function createToken(page: Page): Promise<Commands> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'Tokens' }).click();
  await page.getByRole('button', { name: 'Create your first token' }).click();
  await dialog.getByLabel('Name').fill('billing-service');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = await copied(page, 'Copy token');
  await dialog.getByLabel('Key in the example').selectOption({ label: 'OpenAI' });
  const openai = await copied(page, 'Copy curl');
  await dialog.getByLabel('Key in the example').selectOption({ label: 'Anthropic' });
  const anthropic = await copied(page, 'Copy curl');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  return { token, openai, anthropic };
}

async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}
