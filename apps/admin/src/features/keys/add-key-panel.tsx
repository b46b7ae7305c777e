import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { Panel } from '../../shared/ui/panel.js';
import { keysText } from '../../text/keys.js';
import { AddKeyForm } from './add-key-form.js';

interface AddKeyPanelProps {
  readonly opened: boolean;
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onClose: () => void;
}

/** The panel in which a provider key is added. Closing it forgets what was typed. */
export function AddKeyPanel({ opened, keys, rules, onClose }: AddKeyPanelProps) {
  return (
    <Panel opened={opened} onClose={onClose} title={keysText.add}>
      <AddKeyForm
        keys={keys}
        rules={rules}
        onCancel={onClose}
        onAdded={(key) => {
          notifyDone(keysText.addPanel.stored(key.name));
          onClose();
        }}
      />
    </Panel>
  );
}
