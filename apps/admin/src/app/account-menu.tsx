import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { signOut } from '../features/accounts/api/sign-out.js';
import { WorkspaceItems } from '../features/accounts/workspace-items.js';
import { errorMessage } from '../shared/api/problem.js';
import type { Session } from '../shared/api/types.js';
import { AccountIcon, ChevronDownIcon, SignOutIcon } from '../shared/icons.js';
import { sessionQuery } from '../shared/queries/session.js';
import { notifyFailed } from '../shared/ui/notify.js';
import classes from './account-menu.module.css';

/** Who is signed in and with which role, and the way out. */
export function AccountMenu({ session }: { session: Session }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      notifications.clean();
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    onError: (error) => notifyFailed(errorMessage(error)),
  });
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={classes.button}
          rightSection={<ChevronDownIcon size={14} />}
          aria-label={`Account ${session.account.email}`}
        >
          <span className={classes.email}>{session.account.email}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text size="sm" fw={550} truncate>
            {session.account.email}
          </Text>
          <Text size="xs" c="dimmed">
            {session.role} of workspace {session.tenant.name}
          </Text>
        </div>
        <Menu.Divider />
        <WorkspaceItems current={session.tenant.id} onSwitched={() => window.location.assign('/keys')} />
        <Menu.Item component={Link} to="/account" leftSection={<AccountIcon />}>
          Account
        </Menu.Item>
        <Menu.Item leftSection={<SignOutIcon />} disabled={leave.isPending} onClick={() => leave.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
