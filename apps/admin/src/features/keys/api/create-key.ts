import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { keysQuery } from '../../../shared/queries/keys.js';

export interface NewKey {
  readonly name: string;
  readonly llmType: string;
  /** The provider's key itself. */
  readonly value: string;
}

/** Stores a provider key. Fails with `name_taken`, `slug_taken` or `validation_failed`. */
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: NewKey) => answer(api.POST('/api/keys', { body: { ...key } })),
    onSuccess: (key) => {
      client.setQueryData(keysQuery.queryKey, (keys) => keys && [key, ...keys]);
      return client.invalidateQueries({ ...keysQuery, exact: true });
    },
  });
}
