import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { MODE_WORD } from '../../shared/modes/words.js';
import table from '../../shared/ui/data-table.module.css';
import { countOf } from '../../text/locale.js';
import { usageText } from '../../text/usage.js';
import type { ShownSeries } from './series.js';
import { Swatch } from './series-style.js';
import type { UsageSearch, UsageSplit } from './usage-search.js';
import classes from './usage-tables.module.css';

interface GroupsTableProps {
  readonly series: readonly ShownSeries[];
  readonly all: number;
  readonly split: UsageSplit;
  readonly search: UsageSearch;
}

/** What is next to look at, once only one is shown. */
const NEXT: Readonly<Record<UsageSplit, UsageSearch['by']>> = {
  environment: 'key',
  mode: undefined,
  key: 'token',
  token: 'key',
};

/** The legend of the chart, with the numbers of the whole period. */
export function GroupsTable({ series, all, split, search }: GroupsTableProps) {
  const words = usageText.groups;
  const { by: _, ...rest } = search;
  const by = NEXT[split];
  return (
    <div className={`${table.frame} ${classes.frame}`}>
      <table
        className={`${table.table} ${classes.table} ${classes.groups}`}
        aria-label={words.caption[split]}
      >
        <thead>
          <tr>
            <th scope="col">{usageText.split[split]}</th>
            <th scope="col">{words.fetches}</th>
            <th scope="col">{words.share}</th>
            <th scope="col">{MODE_WORD.mock}</th>
            <th scope="col">{MODE_WORD.live}</th>
          </tr>
        </thead>
        <tbody>
          {series.map(({ id, label, note, style, fetches, mock, live, only }) => (
            <tr key={id}>
              <th scope="row">
                <span className={classes.group}>
                  <Swatch style={style} />
                  {only === null ? (
                    <span className={table.dim}>{label}</span>
                  ) : (
                    <Anchor
                      inherit
                      c="inherit"
                      className={classes.name}
                      title={words.only(label)}
                      renderRoot={(props) => (
                        <Link {...props} to="/usage" search={{ ...rest, ...(by && { by }), ...only }} />
                      )}
                    >
                      {label}
                    </Anchor>
                  )}
                  {note !== undefined && <span className={classes.note}>{note}</span>}
                </span>
              </th>
              <td>{countOf(fetches)}</td>
              <td className={table.dim}>{usageText.share(fetches, all)}</td>
              <td className={table.dim}>{countOf(mock)}</td>
              <td className={table.dim}>{countOf(live)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
