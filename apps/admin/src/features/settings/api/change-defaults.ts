import type { EnvironmentDefaults, Mode } from '@ibyok/mode-resolution';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import { environmentDefaultsQuery } from '../../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';
import type { DefaultWish } from '../defaults-change.js';
import { type WaitingDefault, withoutFailed } from '../waiting-defaults.js';

const MUTATION = ['change-default'];

/** What became of a change: made, or left alone because somebody else had changed the default again. */
interface Outcome {
  readonly made: boolean;
  /** What the default was just before. */
  readonly before: Mode | undefined;
  readonly defaults: EnvironmentDefaults;
}

/**
 * Changes the default of one environment; the others stay. It is shown at once; what fails is put back as it was just
 * before, and read again. Fails with `guardrail_forbids`.
 */
export function useChangeDefault() {
  const client = useQueryClient();
  // In the order in which they are made.
  const [waiting] = useState(() => new Map<DefaultWish, WaitingDefault>());
  const withoutWish = (wish: DefaultWish, said?: Mode) => {
    const failed = waiting.get(wish);
    waiting.delete(wish);
    if (!failed) return;
    const before = said ?? failed.before;
    if (!withoutFailed(failed, before, [...waiting.values()])) return;
    client.setQueryData(environmentDefaultsQuery.queryKey, (defaults) =>
      // What is shown otherwise since stays.
      defaults && defaults[failed.environment] === failed.mode
        ? { ...defaults, [failed.environment]: before }
        : defaults,
    );
  };
  return useMutation({
    mutationKey: MUTATION,
    mutationFn: async (wish: DefaultWish): Promise<Outcome> => {
      const outcome = await changeDefault(wish);
      const before = waiting.get(wish)?.before;
      if (!outcome.made) withoutWish(wish, outcome.defaults[wish.environment]);
      return { ...outcome, before };
    },
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'environment-defaults' },
    onMutate: async (wish) => {
      const { environment, mode } = wish;
      await client.cancelQueries(environmentDefaultsQuery);
      const before = client.getQueryData(environmentDefaultsQuery.queryKey)?.[environment];
      if (before !== undefined) waiting.set(wish, { environment, mode, before });
      client.setQueryData(
        environmentDefaultsQuery.queryKey,
        (defaults) => defaults && { ...defaults, [environment]: mode },
      );
    },
    onSuccess: ({ defaults }) => client.setQueryData(environmentDefaultsQuery.queryKey, defaults),
    onError: (error, wish) => {
      withoutWish(wish);
      // The page believed it allowed: the server was restarted with other guardrails.
      if (isProblem(error, 'guardrail_forbids')) void client.invalidateQueries(guardrailsQuery);
      readAgain(client);
    },
    onSettled: (_data, _error, wish) => {
      waiting.delete(wish);
    },
  });
}

async function changeDefault({
  environment,
  mode,
  onlyWhile,
}: DefaultWish): Promise<Omit<Outcome, 'before'>> {
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
