import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountsText } from '../../text/accounts.js';
import { rolesText } from '../../text/roles.js';
import { workspacesQuery } from './api/workspaces.js';
import { useEnterWorkspace } from './use-enter-workspace.js';

interface WorkspaceItemsProps {
  /** The id of the workspace that is shown. */
  readonly current: string;
}

/** The person's other workspaces, in a menu; nothing where there is none. */
export function WorkspaceItems({ current }: WorkspaceItemsProps) {
  const others = (useQuery(workspacesQuery).data ?? []).filter(({ id }) => id !== current);
  const enter = useEnterWorkspace();
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Label>{accountsText.otherWorkspaces}</Menu.Label>
      {others.map(({ id, name, role }) => (
        <Menu.Item key={id} disabled={enter.isPending} onClick={() => enter.mutate(id)}>
          {accountsText.workspaceAs(name, rolesText.names[role])}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
