import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keysQuery } from '../../../shared/queries/keys.js';
import { type FailedChange, OverridesAttempt } from './overrides-attempt.js';
import { type Changes, type Said, ShownOverrides } from './shown-overrides.js';

const MUTATION = ['change-overrides'];
const KEYS = { ...keysQuery, exact: true };

/** What became of changes. */
export interface OverridesOutcome {
  readonly failed: readonly FailedChange[];
  /** What the keys said just before. */
  readonly before: Said;
}

/**
 * Changes overrides of keys. What is to be is shown at once; what fails is put back as it was just before, read again,
 * and is in the answer. Keys of one request change together or not at all.
 */
export function useChangeOverrides() {
  const client = useQueryClient();
  const [shown] = useState(() => new ShownOverrides(client));
  const mustReadAgain = useRef(false);
  return useMutation({
    mutationKey: MUTATION,
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'overrides' },
    onMutate: async (changes: Changes) => {
      // What was on its way is given up for the change, and may have had news of others.
      if (client.getQueryState(keysQuery.queryKey)?.fetchStatus === 'fetching') mustReadAgain.current = true;
      await client.cancelQueries(KEYS);
      shown.show(changes);
    },
    mutationFn: async (changes): Promise<OverridesOutcome> => {
      const attempt = new OverridesAttempt(client, (failed, said) => shown.putBack(changes, failed, said));
      await attempt.make(changes);
      if (attempt.failed.length > 0) mustReadAgain.current = true;
      return { failed: attempt.failed, before: shown.before(changes) };
    },
    onError: (_, changes) => {
      shown.putBack(changes, changes);
      mustReadAgain.current = true;
    },
    onSettled: (_data, _error, changes) => {
      shown.settle(changes);
      // Until the last of several changes some are shown that are not made yet.
      if (!mustReadAgain.current || client.isMutating({ mutationKey: MUTATION }) > 1) return;
      mustReadAgain.current = false;
      void client.invalidateQueries(KEYS);
    },
  });
}
