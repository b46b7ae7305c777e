import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { tokensQuery } from './tokens.js';

/** Revokes an access token: its very next request is refused. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/tokens/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData(tokensQuery.queryKey, (tokens) => tokens?.filter((token) => token.id !== id));
    },
  });
}
