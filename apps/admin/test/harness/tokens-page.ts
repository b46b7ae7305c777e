import type { Locator, Page } from 'playwright-core';

/** Opens the Tokens page and waits until it shows what the server has. */
export async function openTokens(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/tokens`);
  await page.getByRole('button', { name: 'Create token' }).and(page.locator(':enabled')).waitFor();
}

/** Opens the panel in which a token is made. */
export async function newToken(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Create token' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('Name').fill(name);
  return panel;
}

/** Presses a copy button and returns what is then in the clipboard. */
export async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}
