import type { Overrides } from '@ibyok/mode-resolution';
import { type WaitingOverrides, withoutFailed } from './waiting-overrides.js';

const INHERIT: Overrides = { development: 'inherit', staging: 'inherit', production: 'inherit' };
const CLAUDE = 'key_1';

/** Changes of one key that wait, each shown on top of the one before it. */
function shownInTurn(...changes: readonly Partial<Overrides>[]): readonly WaitingOverrides[] {
  let said = INHERIT;
  return changes.map((shown) => {
    const before = new Map([[CLAUDE, said]]);
    said = { ...said, ...shown };
    return { shown: new Map([[CLAUDE, shown]]), before };
  });
}

/** The first of some changes fails; what is put back, and what the others replaced by then. */
function failFirst([first, ...waiting]: readonly WaitingOverrides[]) {
  const shown = first?.shown.get(CLAUDE) ?? {};
  const back = withoutFailed(CLAUDE, shown, first?.before.get(CLAUDE) ?? INHERIT, waiting);
  return { back, waiting, before: waiting.map(({ before }) => before.get(CLAUDE)) };
}

test('a change that nothing waits behind is put back, where it was shown', () => {
  expect(failFirst(shownInTurn({ staging: 'live' }))).toMatchObject({ back: { staging: 'inherit' } });
  expect(failFirst(shownInTurn({ staging: 'live' }, { production: 'mock' }))).toMatchObject({
    back: { staging: 'inherit' },
    before: [{ ...INHERIT, staging: 'live' }],
  });
});

test('what waits behind a failed change comes after what that one replaced, and stays shown', () => {
  const first = failFirst(shownInTurn({ staging: 'live' }, { staging: 'mock' }));
  expect(first).toMatchObject({ back: {}, before: [INHERIT] });
  // It fails as well: the page says what it said at first.
  expect(failFirst(first.waiting)).toMatchObject({ back: { staging: 'inherit' } });
});

test('only the next change of the same environment is moved up', () => {
  const changes = shownInTurn(
    { staging: 'live' },
    { development: 'live' },
    { staging: 'mock' },
    { staging: 'live' },
    { staging: 'mock' },
  );
  expect(failFirst(changes).before.map((before) => before?.staging)).toEqual([
    'live',
    'inherit',
    'mock',
    'live',
  ]);
});

test('what somebody else made of the key in between stays what came before', () => {
  const [first, next] = shownInTurn({ staging: 'live' }, { staging: 'inherit' });
  next?.before.set(CLAUDE, { ...INHERIT, staging: 'mock' });
  expect(failFirst(first && next ? [first, next] : [])).toMatchObject({
    back: {},
    before: [{ ...INHERIT, staging: 'mock' }],
  });
});

test('a change of another key stays as it is', () => {
  const [first] = shownInTurn({ staging: 'live' });
  const other = { shown: new Map([['key_2', { staging: 'mock' } as const]]), before: new Map() };
  expect(failFirst(first ? [first, other] : []).back).toEqual({ staging: 'inherit' });
});
