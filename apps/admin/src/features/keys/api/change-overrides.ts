import type { Overrides } from '@ibyok/mode-resolution';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';
import { replaceKey } from '../../../shared/queries/keys.js';

/** Changes what a key overrides; environments that are absent stay. Fails with `guardrail_forbids`. */
export function useChangeOverrides(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (overrides: Partial<Overrides>) =>
      answer(api.PATCH('/api/keys/{id}/overrides', { params: { path: { id } }, body: { ...overrides } })),
    onSuccess: (key) => replaceKey(client, key),
    onError: (error) => {
      // The page believed it allowed: the server was restarted with other guardrails.
      if (isProblem(error, 'guardrail_forbids')) void client.invalidateQueries(guardrailsQuery);
    },
  });
}
