import { useState } from 'react';
import type { CreatedToken, Key } from '../../shared/api/types.js';
import { Panel } from '../../shared/ui/panel.js';
import { tokensText } from '../../text/tokens.js';
import { CreateTokenForm } from './create-token-form.js';
import { CreatedTokenView } from './created-token-view.js';

interface CreateTokenPanelProps {
  readonly opened: boolean;
  readonly keys: readonly Key[];
  readonly onClose: () => void;
}

/** The panel in which a token is made and then shown, this once. Closing it forgets the token. */
export function CreateTokenPanel({ opened, keys, onClose }: CreateTokenPanelProps) {
  const [created, setCreated] = useState<CreatedToken | null>(null);
  return (
    <Panel
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setCreated(null)}
      title={created ? tokensText.created.title(created.name) : tokensText.create}
      // A slip of the mouse must not lose a token that is shown once.
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
      size={created ? 640 : 480}
    >
      {created ? (
        <CreatedTokenView created={created} keys={keys} onDone={onClose} />
      ) : (
        <CreateTokenForm keys={keys} onCancel={onClose} onCreated={setCreated} />
      )}
    </Panel>
  );
}
