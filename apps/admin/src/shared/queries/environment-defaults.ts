import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** The workspace's default mode for each environment. */
export const environmentDefaultsQuery = queryOptions({
  queryKey: ['environment-defaults'],
  queryFn: ({ signal }) => answer(api.GET('/api/settings/environments', { signal })),
});
