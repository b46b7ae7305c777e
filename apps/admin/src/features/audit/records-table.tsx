import type { AuditRecord, Key, Token } from '../../shared/api/types.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { auditText } from '../../text/audit.js';
import classes from './records-table.module.css';

interface RecordsTableProps {
  readonly records: readonly AuditRecord[];
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
}

/** Records, newest first: when, who, what, with which outcome. */
export function RecordsTable({ records, keys, tokens }: RecordsTableProps) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.records}`} aria-label={auditText.records}>
        <thead>
          <tr>
            <th scope="col">{auditText.columns.what}</th>
            <th scope="col">{auditText.columns.who}</th>
            <th scope="col">{auditText.columns.which}</th>
            <th scope="col">{auditText.columns.outcome}</th>
            <th scope="col">{auditText.columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.seq}>
              <td className={classes.what}>
                <div className={table.name}>{auditText.actions[record.action]}</div>
                <div className={table.sub}>#{record.seq}</div>
              </td>
              <td data-label={auditText.columns.who} className={classes.who}>
                {record.actor.name ?? auditText.actors[record.actor.type]}
                {record.ip !== null && <div className={table.sub}>{record.ip}</div>}
              </td>
              <td data-label={auditText.columns.which} className={`${table.dim} ${classes.which}`}>
                {subjectOf(record, keys, tokens)}
              </td>
              <td data-label={auditText.columns.outcome}>
                <span className={record.outcome === 'denied' ? classes.denied : undefined}>
                  {auditText.outcomes[record.outcome]}
                </span>
                {record.reason !== undefined && <div className={table.sub}>{record.reason}</div>}
              </td>
              <td data-label={auditText.columns.when} className={table.dim}>
                <TimeAgo at={record.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The key or token of a record, and what a fetch came to; a deleted one by its id. */
function subjectOf(record: AuditRecord, keys: readonly Key[], tokens: readonly Token[]): string {
  const { keyId, tokenId, environment, effectiveMode, actor, detail } = record;
  const parts = [
    keyId && (keys.find(({ id }) => id === keyId)?.name ?? keyId),
    tokenId && actor.type !== 'token' && (tokens.find(({ id }) => id === tokenId)?.name ?? tokenId),
    environment,
    effectiveMode,
    detail?.email,
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
