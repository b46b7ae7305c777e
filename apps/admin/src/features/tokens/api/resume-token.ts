import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, JSON_TYPE } from '../../../shared/api/client.js';
import { tokensQuery } from './tokens.js';

/** Lets an access token count again that a restore of a backup has suspended. */
export function useResumeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/api/tokens/{id}/resume', { params: { path: { id } }, headers: JSON_TYPE })),
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}
