import { type Known, refreshAfter } from './refresh.js';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const LONG_AGO = '2027-03-10T11:00:00.000Z';
const KNOWN: Known = { changes: 'one', lastFetchAt: LONG_AGO, readAt: NOW - 2_000 };
const just = new Date(NOW).toISOString();

test('the first look only tells what is known', () => {
  const seen = { changes: 'one', lastFetchAt: null };
  expect(refreshAfter(null, seen, NOW, false)).toEqual({
    refresh: 'nothing',
    known: { ...seen, readAt: NOW },
  });
});

test('what was saved before the first look is read again once: a list from before it may have come after', () => {
  const seen = { changes: 'one', lastFetchAt: null };
  const { refresh, known } = refreshAfter(null, seen, NOW, true);
  expect(refresh).toBe('everything');
  expect(refreshAfter(known, seen, NOW + 2_000, true)).toEqual({ refresh: 'nothing', known });
});

test('another word refreshes everything, once', () => {
  const seen = { changes: 'two', lastFetchAt: LONG_AGO };
  const { refresh, known } = refreshAfter(KNOWN, seen, NOW, false);
  expect(refresh).toBe('everything');
  expect(refreshAfter(known, seen, NOW + 2_000, false)).toEqual({ refresh: 'nothing', known });
});

test('a later fetch refreshes the last uses, at most every 15 seconds, and none is forgotten', () => {
  const seen = { changes: 'one', lastFetchAt: just };
  const early = refreshAfter(KNOWN, seen, NOW, false);
  expect(early).toEqual({ refresh: 'nothing', known: KNOWN });
  const due = refreshAfter(early.known, seen, NOW + 13_000, false);
  expect(due).toEqual({ refresh: 'last-uses', known: { ...seen, readAt: NOW + 13_000 } });
});

test('the very first fetch refreshes the last uses at once', () => {
  const none = { ...KNOWN, lastFetchAt: null };
  expect(refreshAfter(none, { changes: 'one', lastFetchAt: just }, NOW, false).refresh).toBe('last-uses');
});
