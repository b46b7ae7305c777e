import { useLocalStorage } from '@mantine/hooks';

/**
 * Whether shortcuts of single letters count in this browser, and how to change that. They can be turned off, since
 * speech input and a shaky hand press letters that were not meant (WCAG 2.2, 2.1.4).
 */
export function useShortcutsEnabled(): readonly [enabled: boolean, change: (enabled: boolean) => void] {
  const [enabled, change] = useLocalStorage({
    key: 'ibyok-shortcuts',
    defaultValue: true,
    getInitialValueInEffect: false,
    serialize: (value) => (value ? 'on' : 'off'),
    deserialize: (text) => text !== 'off',
  });
  return [enabled, change];
}
