import { Modal, Text } from '@mantine/core';
import { Keycaps, PALETTE_KEYS } from '../../shared/ui/keycaps.js';
import { shellText } from '../../text/shell.js';
import { shortcutsText } from '../../text/shortcuts.js';
import { DESTINATIONS } from '../destinations.js';
import classes from './shortcuts.module.css';

interface ShortcutsPanelProps {
  readonly opened: boolean;
  /** False where single letters are turned off. */
  readonly enabled: boolean;
  readonly onClose: () => void;
}

const { groups, betweenKeys } = shortcutsText;

/** Lists the keyboard shortcuts. */
export function ShortcutsPanel({ opened, enabled, onClose }: ShortcutsPanelProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={shortcutsText.title} size={600}>
      {!enabled && (
        <Text size="sm" c="dimmed" mb="md">
          {shortcutsText.off}
        </Text>
      )}
      <div className={classes.groups}>
        <section aria-label={groups.anywhere}>
          <h3 className={classes.heading}>{groups.anywhere}</h3>
          <dl className={classes.list}>
            <Line does={shortcutsText.palette} keys={PALETTE_KEYS} />
            <Line does={shortcutsText.search} keys={['/']} />
            <Line does={shortcutsText.create} keys={['C']} />
            <Line does={shortcutsText.list} keys={['?']} />
            <Line does={shortcutsText.close} keys={['Esc']} />
          </dl>
        </section>
        <section aria-label={groups.go}>
          <h3 className={classes.heading}>{groups.go}</h3>
          <dl className={classes.list}>
            {DESTINATIONS.map(({ page, letter }) => (
              <Line
                key={page}
                does={shellText.pages[page]}
                keys={['G', letter.toUpperCase()]}
                between={betweenKeys}
              />
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}

function Line({ does, keys, between }: { does: string; keys: readonly string[]; between?: string }) {
  return (
    <div className={classes.line}>
      <dt>{does}</dt>
      <dd>
        <Keycaps keys={keys} between={between} />
      </dd>
    </div>
  );
}
