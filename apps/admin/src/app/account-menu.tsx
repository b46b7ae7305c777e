import { Button, Menu, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { WorkspaceItems } from '../features/accounts/workspace-items.js';
import type { Session } from '../shared/api/types.js';
import { AccountIcon, ChevronDownIcon, SignOutIcon } from '../shared/icons.js';
import { shellText } from '../text/shell.js';
import classes from './account-menu.module.css';
import { useSignOut } from './use-sign-out.js';

const text = shellText.account;

/** Who is signed in and with which role, and the way out. */
export function AccountMenu({ session }: { session: Session }) {
  const leave = useSignOut();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={classes.button}
          rightSection={<ChevronDownIcon size={14} />}
          aria-label={text.of(session.account.email)}
        >
          <span className={classes.icon}>
            <AccountIcon />
          </span>
          <span className={classes.email}>{session.account.email}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text size="sm" fw={550} truncate>
            {session.account.email}
          </Text>
          <Text size="xs" c="dimmed">
            {text.roleIn(session.role, session.tenant.name)}
          </Text>
        </div>
        <Menu.Divider />
        <WorkspaceItems current={session.tenant.id} onSwitched={() => window.location.assign('/keys')} />
        <Menu.Item component={Link} to="/account" leftSection={<AccountIcon />}>
          {text.open}
        </Menu.Item>
        <Menu.Item leftSection={<SignOutIcon />} disabled={leave.isPending} onClick={() => leave.mutate()}>
          {text.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
