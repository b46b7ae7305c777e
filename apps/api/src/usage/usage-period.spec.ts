import { daysOf, dividePeriod, type Period } from './usage-period.js';

const period = (from: string, to: string | null): Period => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});

/** A divided period as texts, short enough to compare by eye. */
function divided(from: string, to: string | null): readonly string[] {
  const { days, edges } = dividePeriod(period(from, to));
  const whole = days && `days ${dayOf(days.from)} to ${days.to ? dayOf(days.to) : 'open'}`;
  return [
    ...edges.map((edge) => `${momentOf(edge.from)} to ${momentOf(edge.to)}`),
    ...(whole ? [whole] : []),
  ];
}

const dayOf = (time: Date): string => time.toISOString().slice(5, 10);
const momentOf = (time: Date): string => time.toISOString().slice(5, 23);

describe('a period', () => {
  it.each<[string, string | null, readonly string[]]>([
    ['2026-03-04', '2026-03-06', ['days 03-04 to 03-06']],
    ['2026-03-04', null, ['days 03-04 to open']],
    ['2026-03-04T00:00:00.001Z', null, ['03-04T00:00:00.001 to 03-05T00:00:00.000', 'days 03-05 to open']],
    [
      '2026-03-04T12:00:00Z',
      '2026-03-06T12:00:00Z',
      [
        '03-04T12:00:00.000 to 03-05T00:00:00.000',
        '03-06T00:00:00.000 to 03-06T12:00:00.000',
        'days 03-05 to 03-06',
      ],
    ],
    [
      '2026-03-04T12:00:00Z',
      '2026-03-05T12:00:00Z',
      ['03-04T12:00:00.000 to 03-05T00:00:00.000', '03-05T00:00:00.000 to 03-05T12:00:00.000'],
    ],
    ['2026-03-04T12:00:00Z', '2026-03-04T13:00:00Z', ['03-04T12:00:00.000 to 03-04T13:00:00.000']],
    ['2026-03-04T12:00:00Z', '2026-03-05', ['03-04T12:00:00.000 to 03-05T00:00:00.000']],
    ['2026-03-04', '2026-03-04T12:00:00Z', ['03-04T00:00:00.000 to 03-04T12:00:00.000']],
    ['2026-03-04', '2026-03-04', []],
  ])('from %s to %s is %p', (from, to, parts) => {
    expect(divided(from, to)).toEqual(parts);
  });

  it.each<[string, string | null, readonly string[] | null]>([
    ['2026-03-04', '2026-03-06', ['2026-03-04', '2026-03-05']],
    ['2026-03-04T23:00:00Z', '2026-03-05T01:00:00Z', ['2026-03-04', '2026-03-05']],
    ['2026-03-08', null, ['2026-03-08', '2026-03-09', '2026-03-10']],
    ['2026-03-10T12:00:00Z', null, ['2026-03-10']],
    ['2026-03-12', null, ['2026-03-12']],
    ['2026-03-04', '2026-03-04', []],
    ['2026-03-01', '2026-03-05', null],
  ])('from %s to %s touches the days %p', (from, to, days) => {
    expect(daysOf(period(from, to), new Date('2026-03-10T12:00:00Z'), 3)).toEqual(days);
  });
});
