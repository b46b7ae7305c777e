import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { replaceKey } from '../../../shared/queries/keys.js';

export interface KeyNames {
  readonly name?: string;
  readonly slug?: string;
}

/** Changes a key's name or slug. Fails with `name_taken` or `slug_taken`. */
export function useRenameKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (names: KeyNames) =>
      answer(api.PATCH('/api/keys/{id}', { params: { path: { id } }, body: { ...names } })),
    onSuccess: (key) => replaceKey(client, key),
  });
}
