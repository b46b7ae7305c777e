import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';

/** Everybody who ever fetched a key. */
export function keyReadersQuery(id: string) {
  return queryOptions({
    queryKey: ['keys', id, 'readers'],
    queryFn: ({ signal }) =>
      allPages(signal, (query) =>
        answer(api.GET('/api/keys/{id}/readers', { params: { path: { id }, query }, signal })),
      ),
  });
}
