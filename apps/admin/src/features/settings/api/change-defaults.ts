import type { Environment, EnvironmentDefaults } from '@ibyok/mode-resolution';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import { environmentDefaultsQuery } from '../../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';

/** Changes environment defaults; environments that are absent stay. Fails with `guardrail_forbids`. */
export function useChangeDefaults() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (defaults: Partial<EnvironmentDefaults>) =>
      answer(api.PATCH('/api/settings/environments', { body: { ...defaults } })),
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'environment-defaults' },
    // Shown at once; a refusal puts back what was there.
    onMutate: async (changes) => {
      await client.cancelQueries(environmentDefaultsQuery);
      const before = client.getQueryData(environmentDefaultsQuery.queryKey);
      client.setQueryData(
        environmentDefaultsQuery.queryKey,
        (defaults) => defaults && { ...defaults, ...changes },
      );
      return before;
    },
    onSuccess: (defaults) => client.setQueryData(environmentDefaultsQuery.queryKey, defaults),
    onError: (error, changes, before) => {
      const own = Object.keys(changes) as Environment[];
      client.setQueryData(
        environmentDefaultsQuery.queryKey,
        (defaults) =>
          defaults &&
          before && {
            ...defaults,
            ...Object.fromEntries(own.map((environment) => [environment, before[environment]])),
          },
      );
      // The page believed it allowed: the server was restarted with other guardrails.
      if (isProblem(error, 'guardrail_forbids')) void client.invalidateQueries(guardrailsQuery);
    },
  });
}
