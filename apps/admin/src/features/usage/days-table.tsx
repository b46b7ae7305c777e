import table from '../../shared/ui/data-table.module.css';
import { countOf } from '../../text/locale.js';
import { usageText } from '../../text/usage.js';
import type { ShownSeries } from './series.js';
import classes from './usage-tables.module.css';

interface DaysTableProps {
  readonly days: readonly string[];
  readonly series: readonly ShownSeries[];
}

/** The numbers of the chart, the newest day first. */
export function DaysTable({ days, series }: DaysTableProps) {
  const words = usageText.days;
  const newestFirst = days.map((day, index) => ({ day, index })).reverse();
  return (
    <section
      className={`${table.frame} ${classes.frame} ${classes.scrolls}`}
      aria-label={words.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
      tabIndex={0}
    >
      <table className={`${table.table} ${classes.table} ${classes.days}`} aria-label={words.caption}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.total}</th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col" title={label}>
                <span className={classes.column}>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ day, index }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{day}</time>
              </th>
              <td>{countOf(series.reduce((sum, { byDay }) => sum + (byDay[index] ?? 0), 0))}</td>
              {series.map(({ id, byDay }) => (
                <td key={id} className={table.dim}>
                  {countOf(byDay[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
