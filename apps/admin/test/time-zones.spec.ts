import type { Page } from 'playwright-core';
import { createKey, createToken, startWorkspace } from '../../api/test/harness/workspace.js';
import { inBrowser } from './harness/browser.js';
import { newToken, openTokens } from './harness/tokens-page.js';

const { server, owner } = await startWorkspace();
const as = () => owner.api;
await createKey(owner.api, { name: 'Billing' });

/** The first and the last moment that the Audit page asks for when one day is chosen. */
async function askedFor(page: Page, day: string): Promise<readonly (string | null)[]> {
  await page.goto(`${server.origin}/audit`);
  await page.getByLabel('From', { exact: true }).fill(day);
  const asking = page.waitForRequest((request) => {
    const query = new URL(request.url()).searchParams;
    return request.url().includes('/api/audit?') && query.has('from') && query.has('to');
  });
  await page.getByLabel('To', { exact: true }).fill(day);
  const query = new URL((await asking).url()).searchParams;
  return [query.get('from'), query.get('to')];
}

// Days on which clocks change have 23 or 25 hours; in Cairo one begins at one o'clock, and one has its last hour twice.
for (const { zone, day, from, to } of [
  {
    zone: 'Pacific/Auckland',
    day: '2026-09-27',
    from: '2026-09-26T12:00:00.000Z',
    to: '2026-09-27T11:00:00.000Z',
  },
  {
    zone: 'Pacific/Auckland',
    day: '2026-11-24',
    from: '2026-11-23T11:00:00.000Z',
    to: '2026-11-24T11:00:00.000Z',
  },
  {
    zone: 'America/St_Johns',
    day: '2026-11-01',
    from: '2026-11-01T02:30:00.000Z',
    to: '2026-11-02T03:30:00.000Z',
  },
  {
    zone: 'Africa/Cairo',
    day: '2026-04-24',
    from: '2026-04-23T22:00:00.000Z',
    to: '2026-04-24T21:00:00.000Z',
  },
  {
    zone: 'Africa/Cairo',
    day: '2026-04-23',
    from: '2026-04-22T22:00:00.000Z',
    to: '2026-04-23T22:00:00.000Z',
  },
]) {
  inBrowser(
    `the Audit page asks for the whole of ${day} in ${zone}`,
    async ({ page }) => expect(await askedFor(page, day)).toEqual([from, to]),
    { as, timezoneId: zone },
  );
}

for (const { zone, day, end } of [
  { zone: 'Pacific/Auckland', day: '2027-09-26', end: '2027-09-26T10:59:59.000Z' },
  { zone: 'America/St_Johns', day: '2027-12-31', end: '2028-01-01T03:29:59.000Z' },
  { zone: 'Africa/Cairo', day: '2027-10-28', end: '2027-10-28T21:59:59.000Z' },
]) {
  inBrowser(
    `a token whose last day is ${day} in ${zone} counts until that day ends there`,
    async ({ page, expectFailure }) => {
      // Answered here: the day may be too far ahead for the server when this runs.
      expectFailure(400, '/api/tokens');
      await page.route('**/api/tokens', (route) =>
        route.request().method() === 'POST' ? route.fulfill({ status: 400, json: {} }) : route.fallback(),
      );
      await page.clock.setFixedTime(new Date('2027-06-01T12:00:00Z'));
      await openTokens(page, server.origin);
      const panel = await newToken(page, 'zoned');
      await panel.getByLabel('Expires').selectOption('date');
      await panel.getByLabel('Last day').fill(day);
      const asking = page.waitForRequest((request) => request.method() === 'POST');
      await panel.getByRole('button', { name: 'Create token' }).click();
      expect((await asking).postDataJSON()).toMatchObject({ expiresAt: end });
    },
    { as, timezoneId: zone },
  );
}

inBrowser(
  'a time says on hover when it was exactly, in the reader’s own zone',
  async ({ page }) => {
    await createToken(owner.api, { name: 'hovered', expiresAt: new Date(Date.now() + 864e5).toISOString() });
    await openTokens(page, server.origin);
    const created = page
      .getByRole('row', { name: /hovered/ })
      .locator('time')
      .first();
    const at = Date.parse((await created.getAttribute('datetime')) ?? '');
    await created.hover();
    const tooltip = page.getByRole('tooltip');
    await tooltip.waitFor();
    const expected = new Intl.DateTimeFormat('en', {
      dateStyle: 'medium',
      timeStyle: 'long',
      timeZone: 'America/St_Johns',
    }).format(at);
    expect(await tooltip.textContent()).toBe(expected);
    expect(expected).toMatch(/GMT-[23]:30$/);
  },
  { as, timezoneId: 'America/St_Johns' },
);
