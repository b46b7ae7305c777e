import { parseTime } from './time.js';

describe('parseTime', () => {
  it.each([
    ['2026-12-31', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59.000Z'],
    ['2024-02-29T00:00:00.5+02:00', '2024-02-28T22:00:00.500Z'],
  ])('reads %s', (text, expected) => expect(parseTime(text)?.toISOString()).toBe(expected));

  it.each([
    '',
    'now',
    '2026',
    '2026-13-01',
    '2026-00-10',
    '2026-06-31',
    '2025-02-29',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:00',
    '2026-1-1',
    '0000-01-01',
    '9999-12-31T23:59:59-23:59',
    ' 2026-01-01',
  ])('does not read "%s"', (text) => expect(parseTime(text)).toBeNull());
});
