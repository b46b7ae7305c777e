import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { type AuditFilters, parametersOf } from '../filters.js';

const PAGE_SIZE = 50;

/** The record, newest first, a page at a time: it can be far too long to read whole. */
export function recordsQuery(filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...parametersOf(filters),
        limit: PAGE_SIZE,
        ...(pageParam !== '' && { cursor: pageParam }),
      };
      return answer(api.GET('/api/audit', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
