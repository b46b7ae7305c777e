import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, JSON_TYPE } from '../../../shared/api/client.js';
import { keysQuery } from '../../../shared/queries/keys.js';

/** Has the server check a key's current version. Fails with `too_many_checks`. */
export function useCheckKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(api.POST('/api/keys/{id}/checks', { params: { path: { id } }, headers: JSON_TYPE })),
    onSuccess: (lastCheck) => {
      client.setQueryData(keysQuery.queryKey, (keys) =>
        keys?.map((key) => (key.id === id ? { ...key, lastCheck } : key)),
      );
    },
  });
}
