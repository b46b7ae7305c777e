import { useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { KeyPanel } from './key-panel.js';

interface LinkedKeyPanelProps {
  /** The key whose panel the address opens. */
  readonly keyId: string | undefined;
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly canManage: boolean;
  readonly onClose: () => void;
}

/** The panel of the key that the address names; it keeps its content while it closes. */
export function LinkedKeyPanel({ keyId, keys, ...props }: LinkedKeyPanelProps) {
  const asked = keys.find(({ id }) => id === keyId);
  const [lastId, setLastId] = useState(asked?.id);
  if (asked && asked.id !== lastId) setLastId(asked.id);
  const shown = asked ?? keys.find(({ id }) => id === lastId);
  return shown && <KeyPanel {...props} opened={asked !== undefined} apiKey={shown} />;
}
