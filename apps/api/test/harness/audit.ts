import type { Answer, ApiClient } from './api-client.js';
import type { AuditRecord, Page } from './contract.js';

/** The records that GET /api/audit lists under a query such as `?action=key.created`; one page. */
export async function listRecords(api: ApiClient, query = ''): Promise<readonly AuditRecord[]> {
  return (await api.get<Page<AuditRecord>>(`/api/audit${query}`)).body.items;
}

/** The records of the request that was answered so. */
export function recordsOf(api: ApiClient, answer: Answer): Promise<readonly AuditRecord[]> {
  return listRecords(api, `?requestId=${answer.headers.get('x-request-id')}`);
}
