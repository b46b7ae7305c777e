import { exportAddress, NO_FILTERS, parametersOf } from './filters.js';

test('no filter asks for everything', () => {
  expect(parametersOf(NO_FILTERS)).toEqual({});
  expect(exportAddress(NO_FILTERS, 'csv')).toBe('/api/audit/export?format=csv');
});

test('days are whole, in the reader’s own time zone', () => {
  const { from, to } = parametersOf({ ...NO_FILTERS, from: '2026-03-28', to: '2026-03-29' });
  expect(from).toBe(new Date(2026, 2, 28).toISOString());
  expect(to).toBe(new Date(2026, 2, 30).toISOString());
});

test('a half-typed day is no filter, and what is chosen is encoded', () => {
  expect(parametersOf({ ...NO_FILTERS, from: '2026-1' })).toEqual({});
  const address = exportAddress({ ...NO_FILTERS, outcome: 'denied', keyId: 'a&b' }, 'jsonl');
  expect(address).toBe('/api/audit/export?format=jsonl&outcome=denied&keyId=a%26b');
});
