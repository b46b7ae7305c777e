import type { AuditRecord, Key, Token } from '../../shared/api/types.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { ACTION_WORDS } from './actions.js';
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
      <table className={`${table.table} ${classes.records}`} aria-label="Records">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Which</th>
            <th scope="col">Outcome</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.seq}>
              <td className={classes.what}>
                <div className={table.name}>{ACTION_WORDS[record.action]}</div>
                <div className={table.sub}>#{record.seq}</div>
              </td>
              <td data-label="Who" className={classes.who}>
                {record.actor.name ?? record.actor.type}
                {record.ip !== null && <div className={table.sub}>{record.ip}</div>}
              </td>
              <td data-label="Which" className={`${table.dim} ${classes.which}`}>
                {subjectOf(record, keys, tokens)}
              </td>
              <td data-label="Outcome">
                <span className={record.outcome === 'denied' ? classes.denied : undefined}>
                  {record.outcome}
                </span>
                {record.reason !== undefined && <div className={table.sub}>{record.reason}</div>}
              </td>
              <td data-label="When" className={table.dim}>
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
