import type { AuditAction } from '../../shared/api/types.js';
import { startOfDay } from '../../shared/time/local-days.js';

/** Which records to show; an empty text is no filter. */
export interface AuditFilters {
  readonly action: AuditAction | '';
  readonly outcome: 'allowed' | 'denied' | '';
  readonly keyId: string;
  readonly tokenId: string;
  readonly requestId: string;
  /** Days as a date field has them, `2026-11-24`, in the reader's own time zone; both included. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTERS: AuditFilters = {
  ...{ action: '', outcome: '', keyId: '', tokenId: '', requestId: '' },
  ...{ from: '', to: '' },
};

/** The API's parameters: whole days become instants. */
export interface AuditParameters {
  action?: AuditAction;
  outcome?: 'allowed' | 'denied';
  keyId?: string;
  tokenId?: string;
  requestId?: string;
  from?: string;
  to?: string;
}

/** What the API is asked for these filters. */
export function parametersOf(filters: AuditFilters): AuditParameters {
  const { action, outcome, keyId, tokenId, requestId, from, to } = filters;
  const [first, behind] = [startOf(from, 0), startOf(to, 1)];
  return {
    ...(action !== '' && { action }),
    ...(outcome !== '' && { outcome }),
    ...(keyId !== '' && { keyId }),
    ...(tokenId !== '' && { tokenId }),
    ...(requestId !== '' && { requestId }),
    ...(first !== null && { from: first }),
    ...(behind !== null && { to: behind }),
  };
}

/** Where the records of these filters can be had as a file. */
export function exportAddress(filters: AuditFilters, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams({ format, ...parametersOf(filters) });
  return `/api/audit/export?${query}`;
}

/** The instant at which a day begins, or the day so many days after it; null for none. */
function startOf(day: string, daysAfter: number): string | null {
  const start = startOfDay(day, daysAfter);
  return Number.isNaN(start) ? null : new Date(start).toISOString();
}
