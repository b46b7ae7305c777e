import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';

/** Every version of a key. */
export function keyVersionsQuery(id: string) {
  return queryOptions({
    queryKey: ['keys', id, 'versions'],
    queryFn: ({ signal }) =>
      allPages(signal, (query) =>
        answer(api.GET('/api/keys/{id}/versions', { params: { path: { id }, query }, signal })),
      ),
  });
}
