import { Menu } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import { CopyIcon, SettingsIcon } from '../../shared/icons.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { keysText } from '../../text/keys.js';
import type { Anchored } from './anchored.js';
import classes from './keys-table.module.css';

const words = keysText.menu;

interface KeyMenuProps {
  readonly apiKey: Key;
  readonly at: Anchored;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

/** Handed on to the menu’s popover: its target only stands for the button in the row, which has the roles. */
const NO_TARGET_ROLES = { withRoles: false };

/** What can be done with a key from its row. */
export function KeyMenu({ apiKey, at, onSettings, onClose }: KeyMenuProps) {
  const copy = (text: string, done: string) =>
    copyText(text).then(
      () => notifyDone(done),
      () => notifyFailed(words.notCopied),
    );
  return (
    <Menu
      {...NO_TARGET_ROLES}
      opened
      onChange={onClose}
      // Within the page's own landmark, and in a menu nothing but its items.
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="bottom-end"
      width={180}
      offset={4}
    >
      <Menu.Target>
        <span className={classes.anchor} style={at.place} />
      </Menu.Target>
      <Menu.Dropdown aria-label={keysText.table.more(apiKey.name)}>
        <Menu.Item leftSection={<SettingsIcon size={14} />} onClick={onSettings}>
          {words.settings}
        </Menu.Item>
        <Menu.Item
          leftSection={<CopyIcon size={14} />}
          onClick={() => void copy(apiKey.id, words.copiedId(apiKey.name))}
        >
          {words.copyId}
        </Menu.Item>
        <Menu.Item
          leftSection={<CopyIcon size={14} />}
          onClick={() => void copy(apiKey.slug, words.copiedSlug(apiKey.name))}
        >
          {words.copySlug}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Fails where the page is not served in a way that lets it copy. */
async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
