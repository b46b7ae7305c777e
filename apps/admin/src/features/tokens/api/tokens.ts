import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';

/** Every access token of the workspace that is not revoked. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) =>
    allPages(signal, (query) => answer(api.GET('/api/tokens', { params: { query }, signal }))),
});
