import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { workspacesQuery } from '../../features/accounts/api/workspaces.js';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import type { Session } from '../../shared/api/types.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { type FoundGroup, findable, findCommands } from './find-commands.js';
import { fixedCommands } from './fixed-commands.js';
import { keyCommands, tokenCommands } from './found-things.js';

/** What fits a query, of what somebody of this role may do and see. */
interface Found {
  /** What is shown: on a busy machine still what fits the query before. */
  readonly groups: readonly FoundGroup[];
  /** Finds what fits the query itself, at once. */
  readonly findNow: () => readonly FoundGroup[];
}

/** The commands that fit a query, by group. */
export function useCommands({ role, tenant }: Session, query: string): Found {
  const scheme = useComputedColorScheme('light');
  const keys = useQuery(keysQuery).data;
  const tokens = useQuery(tokensQuery).data;
  const all = useQuery(workspacesQuery).data;
  const commands = useMemo(() => {
    const workspaces = (all ?? []).filter(({ id }) => id !== tenant.id);
    return findable([
      ...keyCommands(keys ?? []),
      ...tokenCommands(tokens ?? []),
      ...fixedCommands({ role, scheme, workspaces }),
    ]);
  }, [keys, tokens, all, role, scheme, tenant.id]);
  const typed = useDeferredValue(query);
  const groups = useMemo(() => findCommands(commands, typed), [commands, typed]);
  return { groups, findNow: () => (typed === query ? groups : findCommands(commands, query)) };
}
