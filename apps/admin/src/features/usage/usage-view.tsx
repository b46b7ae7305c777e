import { SegmentedControl, Skeleton, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { UsageSeries } from '../../shared/api/types.js';
import segments from '../../shared/ui/segments.module.css';
import { usageText } from '../../text/usage.js';
import { DaysTable } from './days-table.js';
import { GroupsTable } from './groups-table.js';
import { shownSeries } from './series.js';
import { SeriesPatterns } from './series-style.js';
import { readUsageSearch, SPLITS, splitOf, type UsageSearch } from './usage-search.js';
import classes from './usage-view.module.css';

/** Behind the numbers: charts are the heaviest part of the dashboard. */
const FetchesChart = lazy(() =>
  import('./fetches-chart.js').then((module) => ({ default: module.FetchesChart })),
);

interface UsageViewProps {
  readonly usage: UsageSeries;
  readonly search: UsageSearch;
  readonly onChange: (search: UsageSearch) => void;
}

/** The chart, and the same numbers as tables. */
export function UsageView({ usage, search, onChange }: UsageViewProps) {
  const split = splitOf(search);
  const series = shownSeries(usage, split);
  const { days, totals } = usage;
  const words = usageText.split;
  return (
    <>
      <SeriesPatterns />
      <section className={classes.card} aria-labelledby="usage-by-day">
        <div className={classes.head}>
          <Title order={2} size="h3" id="usage-by-day">
            {usageText.chart.title}
          </Title>
          <SegmentedControl
            size="xs"
            aria-label={words.label}
            classNames={{ input: segments.input }}
            value={split}
            onChange={(by) => onChange(readUsageSearch({ ...search, by }))}
            data={SPLITS.map((one) => ({ value: one, label: words[one] }))}
          />
        </div>
        <Suspense fallback={<Skeleton height={260} role="status" aria-label={usageText.chart.loading} />}>
          <FetchesChart
            days={days}
            series={series}
            about={usageText.chart.about(totals.fetches, days.length)}
          />
        </Suspense>
      </section>
      <div className={classes.tables}>
        <GroupsTable series={series} all={totals.fetches} split={split} search={search} />
        <DaysTable days={days} series={series} />
      </div>
    </>
  );
}
