import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { uiText } from '../../text/ui.js';
import { errorMessage } from '../api/problem.js';
import { usePanelHold } from './panel-hold.js';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb on the button that goes ahead. */
  readonly action: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks once before something that is hard to take back; Escape and Cancel change nothing. */
export function Confirm(props: ConfirmProps) {
  const { opened, title, children, action, danger = false, pending, error, onConfirm, onCancel } = props;
  // One render later than asked for, so that Mantine sees where the focus was and gives it back.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  usePanelHold(opened);
  return (
    <Modal opened={shown} onClose={onCancel} title={title} size={480} zIndex={400}>
      <Stack gap="md">
        {children}
        {error != null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {errorMessage(error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} data-autofocus={danger || undefined}>
            {uiText.cancel}
          </Button>
          <Button
            color={danger ? 'red.8' : undefined}
            loading={pending}
            onClick={onConfirm}
            data-autofocus={danger ? undefined : true}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
