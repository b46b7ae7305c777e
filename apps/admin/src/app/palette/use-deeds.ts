import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { switchWorkspace } from '../../features/accounts/api/workspaces.js';
import { errorMessage } from '../../shared/api/problem.js';
import { notifyFailed } from '../../shared/ui/notify.js';
import { useSignOut } from '../use-sign-out.js';
import type { Deed } from './command.js';

/** Does what a command says. */
export function useDeeds(onShortcuts: () => void): (deed: Deed) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const leave = useSignOut();
  const enter = async (id: string): Promise<void> => {
    try {
      await switchWorkspace(id);
    } catch (error) {
      return notifyFailed(errorMessage(error));
    }
    // All that is cached is the former workspace's.
    client.clear();
    window.location.assign('/keys');
  };
  return (deed) => {
    if (deed.kind === 'go') void navigate({ href: deed.href });
    if (deed.kind === 'scheme') setColorScheme(scheme === 'dark' ? 'light' : 'dark');
    if (deed.kind === 'shortcuts') onShortcuts();
    if (deed.kind === 'sign-out') leave.mutate();
    if (deed.kind === 'workspace') void enter(deed.id);
  };
}
