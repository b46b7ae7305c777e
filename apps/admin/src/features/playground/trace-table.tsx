import { CheckIcon } from '../../shared/icons.js';
import { decidingEntry } from '../../shared/modes/decision.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import table from '../../shared/ui/data-table.module.css';
import { playgroundText } from '../../text/playground.js';
import type { Outcome } from './outcome.js';
import classes from './trace-table.module.css';
import { type TraceRow, traceRows } from './words.js';

type Decided = Extract<Outcome, { starts: true }>;

/** The rules in their order, with the one that decided and the one that would without it. */
export function TraceTable({ outcome }: { outcome: Decided }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.trace}`} aria-label={playgroundText.rules.label}>
        <thead>
          <tr>
            <th scope="col">{playgroundText.rules.columns.rule}</th>
            <th scope="col">{playgroundText.rules.columns.looksAt}</th>
            <th scope="col">{playgroundText.rules.columns.says}</th>
            <th scope="col">{playgroundText.rules.columns.does}</th>
          </tr>
        </thead>
        <tbody>
          {traceRows(outcome).map((row) => (
            <tr key={row.rule} data-decided={row.passedOn === null || undefined}>
              <td className={classes.rule}>
                <span className={classes.number}>{row.rule}</span> {row.title}
              </td>
              <td data-label={playgroundText.rules.columns.looksAt}>
                {row.looksAt.isVariable ? (
                  <code className={classes.code}>{row.looksAt.words}</code>
                ) : (
                  row.looksAt.words
                )}
              </td>
              <td data-label={playgroundText.rules.columns.says}>
                {row.says === null ? (
                  <span className={table.dim}>{playgroundText.rules.notSet}</span>
                ) : row.looksAt.isVariable ? (
                  <code className={classes.code}>{row.says}</code>
                ) : (
                  row.says
                )}
              </td>
              <td className={classes.does}>
                <Verdict row={row} outcome={outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ row, outcome: { decision, without } }: { row: TraceRow; outcome: Decided }) {
  if (row.passedOn === null) {
    return (
      <span className={classes.decides}>
        <CheckIcon size={14} />
        {playgroundText.rules.decides}
        <ModeBadge mode={decision.modeInfo.effectiveMode} />
      </span>
    );
  }
  return (
    <>
      <span className={table.dim}>{row.passedOn}</span>
      {row.isNext && without && (
        <span className={classes.next}>
          {playgroundText.rules.withoutRule(decidingEntry(decision).rule)}
          <ModeBadge mode={without.modeInfo.effectiveMode} />
        </span>
      )}
    </>
  );
}
