import { typesDay } from './types-day.js';

const press = (key: string, more: object = {}) =>
  typesDay({ key, altKey: false, ctrlKey: false, metaKey: false, ...more });

test('digits, letters of a month and steps up and down change the day', () => {
  expect(
    ['1', '\u0661', 'n', 'ArrowUp', 'ArrowDown', 'Backspace', 'Delete'].map((key) => press(key)),
  ).toEqual(Array(7).fill(true));
});

test('what opens or closes the calendar, or only moves about, does not', () => {
  const still = ['Escape', 'Shift', 'Control', 'Tab', 'ArrowLeft', 'ArrowRight', 'F4', ' '];
  expect(still.filter((key) => press(key))).toEqual([]);
  expect([press('ArrowDown', { altKey: true }), press('c', { ctrlKey: true })]).toEqual([false, false]);
});
