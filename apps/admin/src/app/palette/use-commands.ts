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

/** The commands that fit a query, by group, of what somebody of this role may do and see. */
export function useCommands({ role, tenant }: Session, query: string): readonly FoundGroup[] {
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
  return useMemo(() => findCommands(commands, typed), [commands, typed]);
}
