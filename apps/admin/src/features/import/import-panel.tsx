import { useCallback, useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { Panel } from '../../shared/ui/panel.js';
import { importText } from '../../text/import.js';
import { type ImportRow, rowsOf } from './import-rows.js';
import { PasteForm } from './paste-form.js';
import { Review } from './review.js';

interface ImportPanelProps {
  readonly opened: boolean;
  readonly keys: readonly Key[];
  readonly onClose: () => void;
}

/** The panel in which the keys of a .env file are stored. Closing it forgets what was pasted. */
export function ImportPanel({ opened, keys, onClose }: ImportPanelProps) {
  const [rows, setRows] = useState<readonly ImportRow[] | null>(null);
  const [unreadable, setUnreadable] = useState<readonly number[]>([]);
  const [wasOpened, setWasOpened] = useState(opened);
  const [sitting, setSitting] = useState(0);
  // Forgotten as the panel closes, not when it has slid away.
  if (wasOpened !== opened) {
    setWasOpened(opened);
    setSitting(sitting + 1);
    setRows(null);
  }
  const change = useCallback(
    (next: (rows: readonly ImportRow[]) => readonly ImportRow[]) => setRows((rows) => rows && next(rows)),
    [],
  );
  return (
    <Panel
      opened={opened}
      onClose={onClose}
      title={importText.title}
      size={rows ? 980 : 560}
      // A slip of the mouse must not lose what was chosen and named.
      closeOnClickOutside={rows === null}
    >
      {rows ? (
        <Review
          rows={rows}
          unreadable={unreadable}
          keys={keys}
          onChange={change}
          onStartOver={() => setRows(null)}
          onCancel={onClose}
          onStored={(count) => {
            notifyDone(importText.review.stored(count));
            onClose();
          }}
        />
      ) : (
        <PasteForm
          // Another one each time: what was typed into the one before is gone, and so is what it was still reading.
          key={sitting}
          onCancel={onClose}
          onRead={(dotenv) => {
            const names = keys.map(({ name }) => name);
            setRows(rowsOf(dotenv.variables, names));
            setUnreadable(dotenv.unreadable);
          }}
        />
      )}
    </Panel>
  );
}
