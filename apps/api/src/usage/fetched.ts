import type { Environment, Mode } from '@ibyok/mode-resolution';
import type { UsageMark } from './usage-mark.repository.js';
import { dividePeriod, type Period } from './usage-period.js';

/** Which of a tenant's answered fetches are meant. */
export interface FetchFilters {
  /** Those of these keys; null: of all. */
  readonly keyIds: readonly string[] | null;
  readonly tokenIds: readonly string[] | null;
  readonly environments: readonly Environment[] | null;
  readonly mode: Mode | null;
}

/** Which records are of answered fetches. */
export const ANSWERED_FETCH = `action = 'key.value.read' AND outcome = 'allowed'`;

/** What fetches can be told apart by. */
export type FetchDimension = 'day' | 'key' | 'token' | 'environment' | 'mode';

/** The column of each in what `fetched` returns. */
export const FETCH_COLUMN: Readonly<Record<FetchDimension, string>> = {
  day: 'day',
  key: 'key_id',
  token: 'token_id',
  environment: 'environment',
  mode: 'effective_mode',
};

/** A table expression with the values of its parameters, which come first in the statement. */
export interface Fetched {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * A tenant's answered fetches, some in each row: whole days from the sums, parts of days and what is not summed
 * yet from the record. Takes the snapshot's watermark and what the fetches have to be told apart by.
 */
export function fetched(
  tenantId: string,
  mark: UsageMark,
  period: Period,
  filters: FetchFilters,
  by: readonly FetchDimension[],
): Fetched {
  const values: unknown[] = [tenantId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const fitting = filterText(filters, bind);
  const { days, edges } = dividePeriod(period);
  const parts: string[] = [];
  if (days) {
    const from = bind(days.from);
    const to = days.to && bind(days.to);
    parts.push(
      `SELECT ${columnsOf(by, 'day')}, fetches FROM ${sumsFor(filters, by)}
       WHERE tenant_id = $1 AND day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
         ${to ? `AND day < (${to}::timestamptz AT TIME ZONE 'UTC')::date` : ''} ${fitting}`,
    );
    if (mark.unsummedFrom !== null) {
      parts.push(
        `${recordsOf(by)} AND at >= ${from} AND at >= ${bind(mark.unsummedFrom)}::timestamptz
         ${to ? `AND at < ${to}` : ''} AND seq > ${bind(mark.throughSeq)} ${fitting}`,
      );
    }
  }
  for (const edge of edges) {
    parts.push(`${recordsOf(by)} AND at >= ${bind(edge.from)} AND at < ${bind(edge.to)} ${fitting}`);
  }
  if (parts.length === 0) parts.push(`${recordsOf(by)} AND false ${fitting}`);
  return { sql: `(${parts.join(' UNION ALL ')}) AS fetched`, values };
}

/** The smallest table of sums that tells apart what has to be: tokens are fewer than keys. */
function sumsFor({ keyIds, tokenIds }: FetchFilters, by: readonly FetchDimension[]): string {
  if (keyIds === null && !by.includes('key')) return 'usage_token_day';
  return tokenIds === null && !by.includes('token') ? 'usage_key_day' : 'usage_day';
}

/** The mode is always told. */
function columnsOf(by: readonly FetchDimension[], day: string): string {
  const columns = [...new Set([...by.map((one) => FETCH_COLUMN[one]), 'effective_mode'])];
  return columns.map((column) => (column === 'day' ? `${day} AS day` : column)).join(', ');
}

function recordsOf(by: readonly FetchDimension[]): string {
  return `SELECT ${columnsOf(by, `(at AT TIME ZONE 'UTC')::date`)}, 1 AS fetches FROM audit_record
    WHERE tenant_id = $1 AND ${ANSWERED_FETCH}`;
}

function filterText(filters: FetchFilters, bind: (value: unknown) => string): string {
  const { keyIds, tokenIds, environments, mode } = filters;
  const texts = [
    keyIds && `AND key_id = ANY (${bind(keyIds)}::text[])`,
    tokenIds && `AND token_id = ANY (${bind(tokenIds)}::text[])`,
    environments && `AND environment = ANY (${bind(environments)}::text[])`,
    mode && `AND effective_mode = ${bind(mode)}`,
  ];
  return texts.filter((text) => text !== null).join(' ');
}
