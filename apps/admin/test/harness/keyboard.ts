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
  const end = Date.now() + 30_000;
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

/** Fails unless the element that has the focus is in sight, and looks as if it had it. */
export async function focusIsInSight(page: Page): Promise<void> {
  const name = await focused(page);
  const box = await focusedBox(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const isWithin =
    box !== null && box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
  expect([name, isWithin, await looksFocused(page)]).toEqual([name, true, true]);
}

/** Whether the place of the focused element looks different once the focus has gone on; it comes back. */
export async function looksFocused(page: Page): Promise<boolean> {
  const box = await focusedBox(page);
  if (!box) return false;
  const clip = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
  const withFocus = await page.screenshot({ clip });
  await page.keyboard.press('Tab');
  const without = await page.screenshot({ clip });
  await page.keyboard.press('Shift+Tab');
  return !withFocus.equals(without);
}

/** Where the focused element is drawn: its label, where it is itself too small to see; null where none is. */
export function focusedBox(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const seen = element.matches('input[type=radio]') ? element.closest('[role=radiogroup]') : element;
    const { x, y, width, height } = (seen ?? element).getBoundingClientRect();
    return { x: Math.max(4, x), y: Math.max(4, y), width, height };
  });
}
