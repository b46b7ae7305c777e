import { Button } from '@mantine/core';
import { PlusIcon, TokenIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';
import { tokensText } from '../../text/tokens.js';

/** What stands in the place of the table before the first token. */
export function NoTokens({ canManage, onCreate }: { canManage: boolean; onCreate: () => void }) {
  return (
    <EmptyState
      icon={<TokenIcon size={20} />}
      title={tokensText.none.title}
      action={
        canManage && (
          <Button leftSection={<PlusIcon />} onClick={onCreate}>
            {tokensText.none.create}
          </Button>
        )
      }
    >
      {canManage ? tokensText.none.forManagers : tokensText.none.forOthers}
    </EmptyState>
  );
}
