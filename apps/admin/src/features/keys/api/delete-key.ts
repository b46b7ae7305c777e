import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { keysQuery } from '../../../shared/queries/keys.js';

/** Deletes a key with all of its versions. */
export function useDeleteKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/keys/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.setQueryData(keysQuery.queryKey, (keys) => keys?.filter((key) => key.id !== id));
    },
  });
}
