import { Button } from '@mantine/core';
import { PlusIcon, TokenIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';

/** What stands in the place of the table before the first token. */
export function NoTokens({ canManage, onCreate }: { canManage: boolean; onCreate: () => void }) {
  return (
    <EmptyState
      icon={<TokenIcon size={20} />}
      title="No access tokens yet"
      action={
        canManage && (
          <Button leftSection={<PlusIcon />} onClick={onCreate}>
            Create your first token
          </Button>
        )
      }
    >
      {canManage
        ? 'An application fetches keys with an access token. Create one for each application and environment, and you can revoke it without disturbing the others.'
        : 'An application fetches keys with an access token. Ask an owner or admin of this workspace to create one.'}
    </EmptyState>
  );
}
