import { Button, Checkbox, NativeSelect, TextInput, VisuallyHidden } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { AlertIcon, CheckIcon } from '../../shared/icons.js';
import { PROVIDER_CHOICES } from '../../shared/providers/provider-choices.js';
import table from '../../shared/ui/data-table.module.css';
import { importText } from '../../text/import.js';
import type { ImportRow } from './import-rows.js';
import type { Judgement } from './judge-rows.js';
import classes from './review-table.module.css';
import type { RowChange } from './row-change.js';
import { rowWords } from './row-words.js';

/** A row whose name is to get the focus, by its id; each time another object. */
export interface SoughtRow {
  readonly id: number;
}

interface ReviewTableProps {
  readonly rows: readonly ImportRow[];
  readonly judgements: readonly Judgement[];
  /** Drawn, too, where it is beyond the rows that are shown. */
  readonly sought: SoughtRow | null;
  /** True while rows are stored: nothing can be changed then. */
  readonly locked: boolean;
  readonly onChange: (id: number, change: RowChange) => void;
}

const { columns, review, row: words, nameProblems } = importText;
/** Of variables that are no keys, so many are shown without being asked for. */
const OTHERS_SHOWN = 8;
const ROWS_STEP = 100;

/** The variables of a paste; many that are no keys are folded away. */
export function ReviewTable({ rows, judgements, sought, locked, onChange }: ReviewTableProps) {
  const others = rows.filter(({ recognised }) => recognised === '').length;
  const [unfolded, setUnfolded] = useState(others <= OTHERS_SHOWN);
  const [limit, setLimit] = useState(ROWS_STEP);
  const listed = unfolded ? rows : rows.filter(({ recognised }) => recognised !== '');
  const shown = listed.slice(0, limit);
  const [found, setFound] = useState(sought);
  if (sought !== found) {
    setFound(sought);
    const place = listed.findIndex(({ id }) => id === sought?.id);
    if (place >= limit) setLimit(ROWS_STEP * Math.ceil((place + 1) / ROWS_STEP));
  }
  useEffect(() => {
    if (sought) document.querySelector<HTMLElement>(`[data-import-name="${sought.id}"]`)?.focus();
  }, [sought]);
  return (
    <div>
      {shown.length > 0 && (
        <div className={table.frame}>
          <table className={`${table.table} ${classes.rows}`} aria-label={columns.variable}>
            <thead>
              <tr>
                <th scope="col">
                  <VisuallyHidden>{columns.store}</VisuallyHidden>
                </th>
                <th scope="col">{columns.variable}</th>
                <th scope="col">{columns.name}</th>
                <th scope="col">{columns.provider}</th>
                <th scope="col">{columns.lastFour}</th>
                <th scope="col">{columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => {
                const judgement = judgements[row.id];
                return (
                  judgement && (
                    <Row key={row.id} row={row} judgement={judgement} locked={locked} onChange={onChange} />
                  )
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {!unfolded && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setUnfolded(true)}>
          {review.showOthers(others)}
        </Button>
      )}
      {listed.length > limit && (
        <Button variant="default" size="compact-sm" mt="xs" onClick={() => setLimit(limit + ROWS_STEP)}>
          {review.showMore(Math.min(ROWS_STEP, listed.length - limit))}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly judgement: Judgement;
  readonly locked: boolean;
  readonly onChange: ReviewTableProps['onChange'];
}

/** The choices of every row, made once: there may be a hundred rows. */
const OPTIONS = [{ value: '', label: words.noProvider }, ...PROVIDER_CHOICES].map(({ value, label }) => (
  <option key={value} value={value}>
    {label}
  </option>
));

/** One variable. Typing in one row draws no other one again. */
const Row = memo(function Row({ row, judgement, locked, onChange }: RowProps) {
  const { id, variable, line, lastFour, name, llmType, outcome } = row;
  const { state, ticked, mayTick, nameProblem } = judgement;
  const { tone, words: said } = rowWords(row, state);
  const isStored = outcome.kind === 'stored';
  const isFixed = locked || isStored || state.kind === 'invalid';
  return (
    <tr data-off={(!ticked && !isStored) || undefined}>
      <td className={classes.tick}>
        <Checkbox
          aria-label={words.tick(variable)}
          checked={ticked || isStored}
          disabled={!mayTick || locked}
          onChange={(event) => onChange(id, { ticked: event.currentTarget.checked })}
        />
      </td>
      <td className={classes.variable}>
        <div className={`${table.mono} ${classes.variableName}`}>{variable}</div>
        <div className={table.sub}>{words.line(line)}</div>
      </td>
      <td data-label={columns.name} className={classes.nameCell}>
        {llmType !== '' && (
          <TextInput
            size="xs"
            aria-label={words.name(variable)}
            autoComplete="off"
            data-import-name={id}
            disabled={isFixed}
            value={name}
            error={ticked && nameProblem !== null && nameProblems[nameProblem]}
            onChange={(event) => onChange(id, { name: event.currentTarget.value })}
          />
        )}
      </td>
      <td data-label={columns.provider}>
        <NativeSelect
          size="xs"
          aria-label={words.provider(variable)}
          disabled={isFixed}
          value={llmType}
          onChange={(event) => onChange(id, { llmType: event.currentTarget.value })}
        >
          {OPTIONS}
        </NativeSelect>
      </td>
      <td data-label={columns.lastFour} className={table.mono}>
        {lastFour === '' || llmType === '' ? (
          <span className={table.dim}>{words.masked}</span>
        ) : (
          `··${lastFour}`
        )}
      </td>
      <td data-label={columns.state}>
        <span className={classes.state} data-tone={tone}>
          {tone === 'good' && <CheckIcon size={14} />}
          {(tone === 'warning' || tone === 'error') && <AlertIcon size={14} />}
          <span>{said}</span>
        </span>
      </td>
    </tr>
  );
}, isSame);

/** Judgements are made anew for all rows together; what they say mostly stays. */
function isSame(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.locked === after.locked &&
    before.onChange === after.onChange &&
    before.judgement.ticked === after.judgement.ticked &&
    before.judgement.mayTick === after.judgement.mayTick &&
    before.judgement.nameProblem === after.judgement.nameProblem &&
    JSON.stringify(before.judgement.state) === JSON.stringify(after.judgement.state)
  );
}
