import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { MoonIcon, SunIcon } from '../shared/icons.js';
import { Hint } from '../shared/ui/hint.js';
import { shellText } from '../text/shell.js';

/** Switches between light and dark; the browser remembers the choice. */
export function ColourSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const current = useComputedColorScheme('light');
  const other = current === 'dark' ? 'light' : 'dark';
  const label = shellText.switchTo[other];
  return (
    <Hint label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        onClick={() => setColorScheme(other)}
      >
        {current === 'dark' ? <SunIcon /> : <MoonIcon />}
      </ActionIcon>
    </Hint>
  );
}
