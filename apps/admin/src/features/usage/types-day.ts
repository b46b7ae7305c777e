/** Keys that change a date field step by step, besides those that write something. */
const STEPS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Backspace', 'Delete']);

/**
 * Whether a key that is pressed in a date field changes the day in it. Space, F4 and Alt with an arrow open the
 * browser’s calendar, Escape closes it, and Shift or an arrow to the side only move about.
 */
export function typesDay(press: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): boolean {
  const { key, altKey, ctrlKey, metaKey } = press;
  if (altKey || ctrlKey || metaKey) return false;
  return STEPS.has(key) || (key.length === 1 && key !== ' ');
}
