import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEnterWorkspace } from '../../features/accounts/use-enter-workspace.js';
import { useGoTo } from '../go-to.js';
import { useSignOut } from '../use-sign-out.js';
import type { Deed } from './command.js';

/** Does what a command says. */
export function useDeeds(onShortcuts: () => void): (deed: Deed) => void {
  const goTo = useGoTo();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const leave = useSignOut();
  const enter = useEnterWorkspace();
  return (deed) => {
    if (deed.kind === 'go') goTo(deed.href);
    if (deed.kind === 'scheme') setColorScheme(scheme === 'dark' ? 'light' : 'dark');
    if (deed.kind === 'shortcuts') onShortcuts();
    if (deed.kind === 'sign-out') leave.mutate();
    if (deed.kind === 'workspace') enter.mutate(deed.id);
  };
}
