import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { VisuallyHidden } from '@mantine/core';
import { SortIcon } from '../../shared/icons.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import type { Find, Sort } from './keys-search.js';
import classes from './keys-table.module.css';
import type { Selection } from './selection.js';

const words = keysText.table;

interface KeysTableHeadProps {
  /** Null where rows cannot be selected; `of` is how many there are. */
  readonly selection: (Selection & { readonly of: number }) | null;
  readonly find: Find;
  readonly onFind: (find: Find) => void;
}

/** The head of the table: it selects all that is found, and sorts. */
export function KeysTableHead({ selection, find, onFind }: KeysTableHeadProps) {
  const sort = (column: Column) => {
    const next = nextSort(find.sort, column);
    const { sort: _, ...filters } = find;
    onFind(next === undefined ? filters : { ...filters, sort: next });
  };
  const head = (column: Column, label: string) => (
    <button type="button" className={classes.sort} title={words.sortBy(label)} onClick={() => sort(column)}>
      {label}
      <span className={classes.arrow} data-sorted={directionOf(find.sort, column)}>
        <SortIcon size={12} />
      </span>
    </button>
  );
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {selection && (
          <th scope="col" className={classes.select}>
            <SelectAll selection={selection} />
          </th>
        )}
        <th scope="col" className={classes.nameHead} aria-sort={directionOf(find.sort, 'name')}>
          {head('name', words.name)}
        </th>
        <th scope="col" className={classes.provider} aria-sort={directionOf(find.sort, 'provider')}>
          {head('provider', words.provider)}
        </th>
        {ENVIRONMENTS.map((environment) => (
          <th scope="col" key={environment}>
            {ENVIRONMENT_WORD[environment]}
          </th>
        ))}
        <th scope="col" aria-sort={directionOf(find.sort, 'fetched')}>
          {head('fetched', words.fetched)}
        </th>
        <th scope="col" className={classes.actions}>
          <VisuallyHidden>{words.actions}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

function SelectAll({ selection: { ids, of, turnAll } }: { selection: Selection & { readonly of: number } }) {
  const all = of > 0 && ids.length === of;
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = ids.length > 0 && !all;
      }}
      type="checkbox"
      className={classes.check}
      aria-label={words.selectAll(of)}
      disabled={of === 0}
      checked={all}
      onChange={turnAll}
    />
  );
}

type Column = 'name' | 'provider' | 'fetched';

function directionOf(sort: Sort | undefined, column: Column): 'ascending' | 'descending' | undefined {
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : undefined;
}

/** One way, the other way, and as it was: what was fetched last comes first, for it is what is looked for. */
function nextSort(sort: Sort | undefined, column: Column): Sort | undefined {
  const ways: readonly Sort[] = column === 'fetched' ? ['-fetched', 'fetched'] : [column, `-${column}`];
  return sort === undefined ? ways[0] : ways[ways.indexOf(sort) + 1];
}
