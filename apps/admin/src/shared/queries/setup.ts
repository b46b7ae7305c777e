import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** Whether the first owner still has to be created. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => answer(api.GET('/api/setup')),
  staleTime: 0,
});
