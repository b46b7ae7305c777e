import { Checkbox } from '@mantine/core';
import { useShortcutsEnabled } from '../../shared/shortcuts/preference.js';
import { shortcutsText } from '../../text/shortcuts.js';

/** Whether shortcuts of single letters count in this browser. */
export function ShortcutsPreference() {
  const [enabled, change] = useShortcutsEnabled();
  return (
    <Checkbox
      label={shortcutsText.enabled}
      description={shortcutsText.enabledWhy}
      checked={enabled}
      onChange={(event) => change(event.currentTarget.checked)}
      maw={560}
    />
  );
}
