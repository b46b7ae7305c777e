import { useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { KeyPanel } from './key-panel.js';

interface LinkedKeyPanelProps {
  readonly opened: boolean;
  /** The key whose panel it is while it is open. */
  readonly keyId: string | undefined;
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly canManage: boolean;
  readonly onClose: () => void;
}

/** The panel of the key that the address names; it keeps its content while it closes, and opens for no other. */
export function LinkedKeyPanel({ opened, keyId, keys, ...props }: LinkedKeyPanelProps) {
  const asked = keys.find(({ id }) => id === keyId);
  const [lastId, setLastId] = useState(asked?.id);
  if (asked && asked.id !== lastId) setLastId(asked.id);
  const shown = asked ?? keys.find(({ id }) => id === lastId);
  return shown && <KeyPanel {...props} opened={opened && asked !== undefined} apiKey={shown} />;
}
