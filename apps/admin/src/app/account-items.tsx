import { Menu, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { WorkspaceItems } from '../features/accounts/workspace-items.js';
import type { Session } from '../shared/api/types.js';
import { AccountIcon, SignOutIcon } from '../shared/icons.js';
import { shellText } from '../text/shell.js';
import classes from './account-menu.module.css';
import { useSignOut } from './use-sign-out.js';

const text = shellText.account;

interface AccountItemsProps {
  readonly opened: boolean;
  readonly session: Session;
  readonly onClose: () => void;
}

/** Handed on to the menu’s popover: its target only stands for the button, which has the roles. */
const NO_TARGET_ROLES = { withRoles: false };

/** The menu of the account: one's role, one's workspaces, and the way out. */
export function AccountItems({ opened, session, onClose }: AccountItemsProps) {
  const leave = useSignOut();
  return (
    <Menu
      {...NO_TARGET_ROLES}
      opened={opened}
      onChange={onClose}
      position="bottom-end"
      width={240}
      shadow="md"
    >
      <Menu.Target>
        <span className={classes.anchor} />
      </Menu.Target>
      <Menu.Dropdown aria-label={text.of(session.account.email)}>
        <div className={classes.who}>
          <Text size="sm" fw={550} truncate>
            {session.account.email}
          </Text>
          <Text size="xs" c="dimmed">
            {text.roleIn(session.role, session.tenant.name)}
          </Text>
        </div>
        <Menu.Divider />
        <WorkspaceItems current={session.tenant.id} />
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
