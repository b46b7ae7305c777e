import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import { usePanelHold } from '../../shared/ui/panel-hold.js';
import { keysText } from '../../text/keys.js';
import type { FailedChange } from './api/overrides-attempt.js';
import classes from './failed-changes.module.css';
import type { OverridesChange } from './overrides-intent.js';

const words = keysText.bulk;

interface FailedChangesProps {
  /** What was not changed, of how many; null for nothing to tell. */
  readonly failed: { readonly of: number; readonly changes: readonly FailedChange[] } | null;
  readonly onClose: () => void;
  readonly onTryAgain: (changes: readonly OverridesChange<Key>[]) => void;
}

/** Lists every key that was not changed with the others, and why. */
export function FailedChanges({ failed, onClose, onTryAgain }: FailedChangesProps) {
  usePanelHold(failed !== null);
  const changes = failed?.changes ?? [];
  const again = changes.filter(({ reason }) => reason === 'refused').map(({ change }) => change);
  return (
    <Modal
      opened={failed !== null}
      onClose={onClose}
      title={failed ? words.failedTitle(changes.length, failed.of) : ''}
      zIndex={400}
    >
      <Stack gap="md">
        <Text size="sm">{changes.length === failed?.of ? words.failedAll : words.failedText}</Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard */}
        <ul className={classes.list} tabIndex={0} aria-label={words.failedAll}>
          {changes.map(({ change: { key }, why }) => (
            <li key={key.id} className={classes.item}>
              <span className={classes.name}>{key.name}</span>
              <span className={classes.why}>{why}</span>
            </li>
          ))}
        </ul>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
          {again.length > 0 && <Button onClick={() => onTryAgain(again)}>{words.tryAgain}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}
