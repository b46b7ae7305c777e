import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { atRest } from './at-rest.js';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at the levels A and AA, and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A desktop's window, and a phone's. */
const WIDTHS = [1440, 360] as const;

/**
 * What axe finds wrong with the page as it is now, a line for each element: the rule, where, and why. Waits for
 * what is fading in. The page keeps its content security policy: the browser's debugger brings axe in.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(atRest);
  await bringIn(page);
  const violations = await page.evaluate(async (tags): Promise<axe.Result[]> => {
    const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
    return (await tool.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations;
  }, RULES);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${oneLine(failureSummary ?? '')}`),
  );
}

/** Fails on whatever axe finds on the page as it is now, in a wide window and in a narrow one. */
export async function expectNothingInTheWay(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect([width, await axeViolations(page)]).toEqual([width, []]);
  }
}

async function bringIn(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: SOURCE });
  await session.detach();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
