import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keysQuery } from '../../../shared/queries/keys.js';
import { type Changes, type FailedChange, OverridesAttempt } from './overrides-attempt.js';
import { putBack, type SaidBefore, saidNow, showChanged } from './shown-overrides.js';

const MUTATION = ['change-overrides'];
const KEYS = { ...keysQuery, exact: true };

/** What became of changes. */
export interface OverridesOutcome {
  readonly failed: readonly FailedChange[];
  /** What the keys said just before. */
  readonly before: SaidBefore;
}

/**
 * Changes overrides of keys. What is to be is shown at once; what fails is put back as it was just before, read again,
 * and is in the answer. Keys of one request change together or not at all.
 */
export function useChangeOverrides() {
  const client = useQueryClient();
  const [befores] = useState(() => new WeakMap<Changes, SaidBefore>());
  const mustReadAgain = useRef(false);
  const beforeOf = (changes: Changes): SaidBefore => befores.get(changes) ?? new Map();
  return useMutation({
    mutationKey: MUTATION,
    // One after the other: an undo must not overtake what it undoes.
    scope: { id: 'overrides' },
    onMutate: async (changes: Changes) => {
      // What was on its way is given up for the change, and may have had news of others.
      if (client.getQueryState(keysQuery.queryKey)?.fetchStatus === 'fetching') mustReadAgain.current = true;
      await client.cancelQueries(KEYS);
      befores.set(changes, saidNow(client, changes));
      showChanged(client, changes);
    },
    mutationFn: async (changes): Promise<OverridesOutcome> => {
      const before = beforeOf(changes);
      const attempt = new OverridesAttempt(client, before);
      await attempt.make(changes);
      if (attempt.failed.length > 0) mustReadAgain.current = true;
      return { failed: attempt.failed, before };
    },
    onError: (_, changes) => {
      putBack(client, changes, beforeOf(changes));
      mustReadAgain.current = true;
    },
    onSettled: () => {
      // Until the last of several changes some are shown that are not made yet.
      if (!mustReadAgain.current || client.isMutating({ mutationKey: MUTATION }) > 1) return;
      mustReadAgain.current = false;
      void client.invalidateQueries(KEYS);
    },
  });
}
