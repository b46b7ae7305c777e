import type { Page } from 'playwright-core';

const INTERACTIVE = new Set([
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'link',
  'menuitem',
  'option',
  'radio',
  'radiogroup',
  'searchbox',
  'tab',
  'textbox',
]);

/** What assistive technology can act on: role and name of each, as the browser itself computes them. */
export async function interactiveElements(page: Page): Promise<readonly { role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && INTERACTIVE.has(role?.value))
    .map(({ role, name }) => ({ role: role?.value, name: String(name?.value ?? '').trim() }));
}
