import type { Page } from 'playwright-core';
import { createKey, startWorkspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { closePanel, openKeys, openSettings } from './harness/keys-page.js';

const { server, owner } = await startWorkspace();
const as = () => owner.api;
await createKey(owner.api, { name: 'Billing' });

/** Notes from now on what moves on a page for longer than a blink: transitions and animations. */
async function noteMotion(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    const note = () => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation;
        const length = Number(effect?.getComputedTiming().activeDuration ?? 0);
        if (length > 20)
          moved.add(`${effect instanceof KeyframeEffect ? effect.target?.className : ''}: ${length}`);
      }
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return () => page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);
}

/** Opens what moves where motion is welcome: skeletons, panels, the palette. */
async function lookAround(page: Page): Promise<void> {
  await page.route('**/api/keys?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await openKeys(page, server.origin);
  await openSettings(page, 'Billing');
  await closePanel(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor({ state: 'detached' });
}

inBrowser(
  'nothing moves for people who ask for less motion',
  async ({ page }) => {
    const moved = await noteMotion(page);
    await lookAround(page);
    expect(await moved()).toEqual([]);
  },
  { as, reducedMotion: 'reduce' },
);

inBrowser(
  'panels and skeletons move for everybody else',
  async ({ page }) => {
    const moved = await noteMotion(page);
    await lookAround(page);
    expect((await moved()).length).toBeGreaterThan(1);
  },
  { as, reducedMotion: 'no-preference' },
);
