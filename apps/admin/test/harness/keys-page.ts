import type { Locator, Page, Request } from 'playwright-core';

/** The words over the columns of modes, in order. */
export const COLUMNS = ['Development', 'Staging', 'Production'] as const;
export type Column = (typeof COLUMNS)[number];

/** Opens the Keys page, with these search parameters, and waits until it shows all that the server has. */
export async function openKeys(page: Page, origin: string, search = ''): Promise<void> {
  await page.goto(`${origin}/keys${search}`);
  await page.getByRole('heading', { name: 'Environment Settings', level: 2 }).waitFor();
  // What is still on its way would move the rest.
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
}

export function rowOf(page: Page, name: string): Locator {
  const cell = page.getByRole('cell').filter({ has: page.getByText(name, { exact: true }) });
  return page.getByRole('row').filter({ has: cell });
}

/** The button that says a key's mode in one environment. */
export function modeButton(page: Page, name: string, column: Column): Locator {
  return rowOf(page, name).locator(`[data-label="${column}"]`).getByRole('button');
}

/** What a screen reader says of a key's modes, such as `Live override`, one for each environment. */
export async function modesOf(page: Page, name: string): Promise<readonly string[]> {
  return Promise.all(COLUMNS.map((column) => accessibleName(modeButton(page, name, column))));
}

/** Waits until the page shows these modes of a key, as `modesOf` says them. */
export async function showsModes(page: Page, name: string, modes: readonly string[]): Promise<void> {
  const end = Date.now() + 30_000;
  const asWanted = async () => JSON.stringify(await modesOf(page, name)) === JSON.stringify(modes);
  while (!(await asWanted()) && Date.now() < end) await page.waitForTimeout(50);
  expect(await modesOf(page, name)).toEqual(modes);
}

/** What a screen reader calls an element; empty where it has no name. */
export async function accessibleName(element: Locator): Promise<string> {
  return /^- \S+ "([^"]*)"/.exec(await element.ariaSnapshot())?.[1] ?? '';
}

/** The panel that is open, or the question above it. */
export function dialog(page: Page): Locator {
  return page.getByRole('dialog');
}

/** Opens a key's panel, and waits until all of it has arrived. */
export async function openSettings(page: Page, name: string): Promise<Locator> {
  const panel = await openSettingsEarly(page, name);
  // What is still on its way would move the rest, perhaps between a press and its release.
  await page.waitForFunction(() => document.querySelector('[role=dialog] .mantine-Skeleton-root') === null);
  return panel;
}

/** Opens a key's panel, parts of which may still be on their way. */
export async function openSettingsEarly(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Settings for ${name}`, exact: true }).click();
  const panel = page.getByRole('dialog', { name });
  await panel.getByRole('button', { name: 'Save overrides' }).waitFor();
  return panel;
}

/** Chooses what a key says in one environment; it is not saved yet. */
export async function chooseOverride(panel: Locator, column: Column, label: string): Promise<void> {
  await panel.getByLabel(column, { exact: true }).selectOption({ label });
}

export async function closePanel(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** Answers a question that wants a name typed, by pasting it, and goes ahead. */
export async function confirmByName(question: Locator, name: string): Promise<void> {
  const confirm = question.getByRole('button', { name: 'Confirm' });
  if (await confirm.isEnabled()) throw new Error('the question goes ahead without the name');
  await question.getByLabel(`Type ${name} to confirm`).fill(name);
  await confirm.click();
}

/** The choice of an environment default. */
export function defaultOf(page: Page, column: Column): Locator {
  return page.getByRole('radiogroup', { name: `${column} default` });
}

/** Waits until the page says in passing that something is done. */
export async function said(page: Page, message: string): Promise<void> {
  await page.getByRole('status').getByText(message).waitFor();
}

/** Milliseconds without a read after which a page has read all that it was going to. */
const QUIET = 1_000;

/** Keeps from a page, from now on, what others change, but for what it reads for a reason of its own. */
export async function hearNothing(page: Page): Promise<void> {
  const reads = new Set<Request>();
  let quietSince = Date.now();
  const isRead = (request: Request) => /^\/api\/(?!changes$)/.test(new URL(request.url()).pathname);
  page.on('request', (request) => {
    if (isRead(request)) reads.add(request);
  });
  const ends = (request: Request) => {
    if (reads.delete(request)) quietSince = Date.now();
  };
  page.on('requestfinished', ends);
  page.on('requestfailed', ends);
  const body = await (await page.waitForResponse('**/api/changes')).text();
  await page.route('**/api/changes', (route) => route.fulfill({ contentType: 'application/json', body }));
  // What it had heard until then it reads again, which would tell it of what others change meanwhile.
  quietSince = Date.now();
  while (reads.size > 0 || Date.now() - quietSince < QUIET) await page.waitForTimeout(50);
}
