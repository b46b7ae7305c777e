import type { Locator, Page } from 'playwright-core';

/** Opens the panel in which a .env file is imported. */
export async function openImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import .env' }).first().click();
  const panel = page.getByRole('dialog', { name: 'Import .env' });
  await panel.getByLabel('Content of the .env file').waitFor();
  return panel;
}

/** Pastes a text as people do: from the clipboard, into the field that has the focus. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByLabel('Content of the .env file').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await page.evaluate(() => navigator.clipboard.writeText(''));
}

/** What the review says of a variable that the paste has once. */
export function importRow(panel: Locator, variable: string): Locator {
  const tick = panel.page().getByRole('checkbox', { name: `Store ${variable}`, exact: true });
  return panel.getByRole('row').filter({ has: tick });
}

/** The tick of a variable. */
export function tickOf(panel: Locator, variable: string): Locator {
  return panel.getByRole('checkbox', { name: `Store ${variable}`, exact: true });
}

/** A row of the review as people see it. */
export interface ReviewedRow {
  readonly variable: string;
  readonly ticked: boolean;
  /** Null where no name can be given. */
  readonly name: string | null;
  readonly provider: string;
  readonly lastFour: string;
  readonly state: string;
}

/** Every row of the review, in order. */
export function reviewOf(panel: Locator): Promise<readonly ReviewedRow[]> {
  return panel.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      variable: row.querySelector('td:nth-child(2) > div')?.textContent ?? '',
      ticked: row.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked ?? false,
      name: row.querySelector<HTMLInputElement>('td:nth-child(3) input')?.value ?? null,
      provider: row.querySelector('select')?.value ?? '',
      lastFour: row.querySelector('td:nth-child(5)')?.textContent ?? '',
      state: row.querySelector('td:nth-child(6)')?.textContent ?? '',
    })),
  );
}
