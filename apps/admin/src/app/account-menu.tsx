import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Session } from '../shared/api/types.js';
import { AccountIcon, ChevronDownIcon } from '../shared/icons.js';
import { onceNeeded } from '../shared/ui/once-needed.js';
import { shellText } from '../text/shell.js';
import classes from './account-menu.module.css';

const AccountItems = onceNeeded(
  async () => (await import('./account-items.js')).AccountItems,
  ({ opened }) => opened,
);

/** Who is signed in, and what they can do about it. */
export function AccountMenu({ session }: { session: Session }) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The press that closes the menu, as one outside of it, is no press that opens it.
  const wasOpened = useRef(false);
  return (
    <div className={classes.place}>
      <Button
        ref={button}
        variant="subtle"
        color="gray"
        size="compact-md"
        className={classes.button}
        rightSection={<ChevronDownIcon size={14} />}
        aria-label={shellText.account.of(session.account.email)}
        aria-haspopup="menu"
        aria-expanded={opened}
        onPointerDown={() => {
          wasOpened.current = opened;
        }}
        onClick={({ detail }) => setOpened(detail === 0 ? !opened : !wasOpened.current)}
      >
        <span className={classes.icon}>
          <AccountIcon />
        </span>
        <span className={classes.email}>{session.account.email}</span>
      </Button>
      <AccountItems
        opened={opened}
        session={session}
        onClose={() => {
          setOpened(false);
          button.current?.focus({ preventScroll: true });
        }}
      />
    </div>
  );
}
