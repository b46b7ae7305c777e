import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { UsageParameters } from '../usage-search.js';

/** Milliseconds: a fetch made meanwhile shows by itself. */
const REFRESH = 10_000;

/** Fetches by day, split. What was shown stays while the next is on its way. */
export function usageQuery(parameters: UsageParameters) {
  return queryOptions({
    queryKey: ['usage', parameters],
    queryFn: ({ signal }) => answer(api.GET('/api/usage/series', { params: { query: parameters }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: parameters.to === undefined ? REFRESH : false,
  });
}
