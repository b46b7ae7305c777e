import { Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { errorMessage } from '../../shared/api/problem.js';
import { notifyFailed } from '../../shared/ui/notify.js';
import { accountsText } from '../../text/accounts.js';
import { rolesText } from '../../text/roles.js';
import { switchWorkspace, workspacesQuery } from './api/workspaces.js';

interface WorkspaceItemsProps {
  /** The id of the workspace that is shown. */
  readonly current: string;
  readonly onSwitched: () => void;
}

/** The person's other workspaces, in a menu; nothing where there is none. */
export function WorkspaceItems({ current, onSwitched }: WorkspaceItemsProps) {
  const client = useQueryClient();
  const others = (useQuery(workspacesQuery).data ?? []).filter(({ id }) => id !== current);
  const change = useMutation({
    mutationFn: switchWorkspace,
    // All that is cached is the former workspace's.
    onSuccess: () => {
      client.clear();
      onSwitched();
    },
    onError: (error) => notifyFailed(errorMessage(error)),
  });
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Label>{accountsText.otherWorkspaces}</Menu.Label>
      {others.map(({ id, name, role }) => (
        <Menu.Item key={id} disabled={change.isPending} onClick={() => change.mutate(id)}>
          {accountsText.workspaceAs(name, rolesText.names[role])}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
