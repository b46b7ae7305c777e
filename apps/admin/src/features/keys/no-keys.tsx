import { Button, Group } from '@mantine/core';
import { KeyIcon, PlusIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';
import { importText } from '../../text/import.js';
import { onboardingText } from '../../text/onboarding.js';

interface NoKeysProps {
  readonly canManage: boolean;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

const { noKeys } = onboardingText;

/** What stands in the place of the table before the first key. */
export function NoKeys({ canManage, onAdd, onImport }: NoKeysProps) {
  return (
    <EmptyState
      icon={<KeyIcon size={20} />}
      title={noKeys.title}
      action={
        canManage && (
          <Group gap="xs" justify="center">
            <Button leftSection={<PlusIcon />} onClick={onAdd}>
              {noKeys.add}
            </Button>
            <Button variant="default" onClick={onImport}>
              {importText.action}
            </Button>
          </Group>
        )
      }
    >
      {canManage ? noKeys.teaching : noKeys.askSomebody}
    </EmptyState>
  );
}
