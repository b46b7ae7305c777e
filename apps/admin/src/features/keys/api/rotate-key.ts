import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { keysQuery } from '../../../shared/queries/keys.js';
import { keyVersionsQuery } from './key-versions.js';

/** Stores a new value as the key's next version; its id and slug stay. */
export function useRotateKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: string) =>
      answer(api.POST('/api/keys/{id}/versions', { params: { path: { id } }, body: { value } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ ...keysQuery, exact: true }),
        client.invalidateQueries(keyVersionsQuery(id)),
      ]),
  });
}
