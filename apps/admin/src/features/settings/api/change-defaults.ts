import type { EnvironmentDefaults } from '@ibyok/mode-resolution';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import { environmentDefaultsQuery } from '../../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';
import type { DefaultWish } from '../defaults-change.js';

const MUTATION = ['change-default'];

/** What became of a change: made, or left alone because somebody else had changed the default again. */
interface Outcome {
  readonly made: boolean;
  readonly defaults: EnvironmentDefaults;
}

/**
 * Changes the default of one environment; the others stay. It is shown at once; what fails is put back as it was just
 * before, and read again. Fails with `guardrail_forbids`.
 */
export function useChangeDefault() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: MUTATION,
    mutationFn: changeDefault,
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'environment-defaults' },
    onMutate: async ({ environment, mode }: DefaultWish) => {
      await client.cancelQueries(environmentDefaultsQuery);
      const before = client.getQueryData(environmentDefaultsQuery.queryKey)?.[environment];
      client.setQueryData(
        environmentDefaultsQuery.queryKey,
        (defaults) => defaults && { ...defaults, [environment]: mode },
      );
      return before;
    },
    onSuccess: ({ defaults }) => client.setQueryData(environmentDefaultsQuery.queryKey, defaults),
    onError: (error, { environment, mode }, before) => {
      client.setQueryData(environmentDefaultsQuery.queryKey, (defaults) =>
        // What another change has shown since stays.
        defaults && before !== undefined && defaults[environment] === mode
          ? { ...defaults, [environment]: before }
          : defaults,
      );
      // The page believed it allowed: the server was restarted with other guardrails.
      if (isProblem(error, 'guardrail_forbids')) void client.invalidateQueries(guardrailsQuery);
      readAgain(client);
    },
  });
}

async function changeDefault({ environment, mode, onlyWhile }: DefaultWish): Promise<Outcome> {
  if (onlyWhile !== undefined) {
    const defaults = await answer(api.GET('/api/settings/environments'));
    if (defaults[environment] !== onlyWhile) return { made: false, defaults };
  }
  const body = { [environment]: mode };
  return { made: true, defaults: await answer(api.PATCH('/api/settings/environments', { body })) };
}

/** Reads the defaults again. Not where another change is on its way: it is shown already, and has the last word. */
function readAgain(client: QueryClient): void {
  if (client.isMutating({ mutationKey: MUTATION }) > 1) return;
  void client.invalidateQueries(environmentDefaultsQuery);
}
