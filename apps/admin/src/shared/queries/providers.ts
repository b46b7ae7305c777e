import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** The providers by which people may sign in, by the server's configuration. */
export const providersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/sign-in-providers', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});
