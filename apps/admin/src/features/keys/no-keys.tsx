import { Button } from '@mantine/core';
import { KeyIcon, PlusIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';

/** What stands in the place of the table before the first key. */
export function NoKeys({ canManage, onAdd }: { canManage: boolean; onAdd: () => void }) {
  return (
    <EmptyState
      icon={<KeyIcon size={20} />}
      title="No keys yet"
      action={
        canManage && (
          <Button leftSection={<PlusIcon />} onClick={onAdd}>
            Add your first key
          </Button>
        )
      }
    >
      {canManage
        ? 'Paste a key from OpenAI, Anthropic or any other provider. Applications then fetch it from here and get the real key or a mock, depending on their environment.'
        : 'Your role can look but not add. Ask an owner, admin or member of this workspace to add the first key.'}
    </EmptyState>
  );
}
