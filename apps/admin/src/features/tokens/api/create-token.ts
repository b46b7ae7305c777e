import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { NewToken } from '../../../shared/api/types.js';
import { tokensQuery } from './tokens.js';

/** Creates an access token; the answer alone carries the token itself. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: NewToken) => answer(api.POST('/api/tokens', { body: token })),
    // Only the list is read anew: the answer, which carries the token, is never put into the cache.
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}
