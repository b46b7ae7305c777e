import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { countOf } from '../../text/locale.js';
import { usageText } from '../../text/usage.js';
import classes from './fetches-chart.module.css';
import type { ShownSeries } from './series.js';
import { Swatch, seriesFill } from './series-style.js';

interface FetchesChartProps {
  readonly days: readonly string[];
  readonly series: readonly ShownSeries[];
  /** What the chart shows, for screen readers. */
  readonly about: string;
}

/** A bar for each day, stacked. The arrow keys walk from day to day. */
export function FetchesChart({ days, series, about }: FetchesChartProps) {
  const data = days.map((day, index) => ({
    day,
    ...Object.fromEntries(series.map(({ id, byDay }) => [id, byDay[index] ?? 0])),
  }));
  return (
    <BarChart
      h={260}
      data={data}
      dataKey="day"
      type="stacked"
      series={series.map(({ id, label }) => ({ name: id, label, color: 'gray' }))}
      barProps={({ name }) => ({
        fill: seriesFill(series.find(({ id }) => id === name)?.style ?? 'others'),
        stroke: 'var(--surface)',
        strokeWidth: 1,
        isAnimationActive: false,
      })}
      maxBarWidth={40}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="0"
      gridProps={{ stroke: 'var(--line)' }}
      xAxisProps={{ tickFormatter: usageText.day, minTickGap: 24, interval: 'equidistantPreserveStart' }}
      yAxisProps={{ tickFormatter: usageText.compact, allowDecimals: false, width: 44 }}
      tooltipAnimationDuration={0}
      tooltipProps={{
        isAnimationActive: false,
        content: ({ label }) => <DayTooltip day={String(label)} days={days} series={series} />,
      }}
      barChartProps={{ accessibilityLayer: true, ...{ 'aria-label': about } }}
    />
  );
}

/** What one day's bar is made of. */
function DayTooltip({ day, days, series }: Omit<FetchesChartProps, 'about'> & { readonly day: string }) {
  const index = days.indexOf(day);
  if (index === -1) return null;
  const total = series.reduce((sum, { byDay }) => sum + (byDay[index] ?? 0), 0);
  return (
    <div className={classes.tooltip}>
      <div className={classes.day}>
        <span>{usageText.fullDay(day)}</span>
        <span>{usageText.fetches(total)}</span>
      </div>
      {series.map(({ id, label, style, byDay }) =>
        byDay[index] ? (
          <div key={id} className={classes.line}>
            <Swatch style={style} />
            <span className={classes.label}>{label}</span>
            <span>{countOf(byDay[index])}</span>
          </div>
        ) : null,
      )}
    </div>
  );
}
