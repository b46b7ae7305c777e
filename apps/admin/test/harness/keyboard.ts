import type { Page } from 'playwright-core';
import { accessibleName } from './keys-page.js';

/** More stops than any page has. */
const STOPS = 60;

/** What a screen reader calls the element that has the focus; empty where none has. */
export async function focused(page: Page): Promise<string> {
  const element = page.locator(':focus');
  return (await element.count()) === 0 ? '' : accessibleName(element);
}

/** Waits until the element of this name has the focus. */
export async function focusIsOn(page: Page, name: string): Promise<void> {
  const end = Date.now() + 5_000;
  let now = await focused(page);
  while (now !== name && Date.now() < end) {
    await page.waitForTimeout(20);
    now = await focused(page);
  }
  expect(`focus on ${now}`).toBe(`focus on ${name}`);
}

/** Presses Tab, or Shift+Tab, until the element of this name has the focus. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (passed.length < STOPS) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now === name) return;
    passed.push(now);
  }
  throw new Error(`${key} does not lead to ${name}, only to: ${[...new Set(passed)].join(' | ')}`);
}
