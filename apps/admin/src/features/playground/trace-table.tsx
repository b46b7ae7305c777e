import { CheckIcon } from '../../shared/icons.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import table from '../../shared/ui/data-table.module.css';
import { decidingEntry, type Outcome } from './outcome.js';
import classes from './trace-table.module.css';
import { type TraceRow, traceRows } from './words.js';

type Decided = Extract<Outcome, { starts: true }>;

/** The rules in their order, with the one that decided and the one that would without it. */
export function TraceTable({ outcome }: { outcome: Decided }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.trace}`} aria-label="Rules, in order">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Looks at</th>
            <th scope="col">Says</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {traceRows(outcome).map((row) => (
            <tr key={row.rule} data-decided={row.passedOn === null || undefined}>
              <td className={classes.rule}>
                <span className={classes.number}>{row.rule}</span> {row.title}
              </td>
              <td data-label="Looks at">
                {row.looksAt.isVariable ? (
                  <code className={classes.code}>{row.looksAt.words}</code>
                ) : (
                  row.looksAt.words
                )}
              </td>
              <td data-label="Says">
                {row.says === null ? (
                  <span className={table.dim}>not set</span>
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
        Decides
        <ModeBadge mode={decision.modeInfo.effectiveMode} />
      </span>
    );
  }
  return (
    <>
      <span className={table.dim}>{row.passedOn}</span>
      {row.isNext && without && (
        <span className={classes.next}>
          Without rule {decidingEntry(decision).rule}, decides
          <ModeBadge mode={without.modeInfo.effectiveMode} />
        </span>
      )}
    </>
  );
}
