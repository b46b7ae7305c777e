import fc from 'fast-check';
import { oldValueOf, type Reader, type StoredVersion } from './value-holders.js';

const at = (minute: number): string => new Date(Date.UTC(2027, 0, 1, 0, minute)).toISOString();
const reader = (tokenId: string, version: number, minute: number, more: Partial<Reader> = {}): Reader => ({
  tokenId,
  tokenName: tokenId,
  tokenRevoked: false,
  version,
  environment: 'production',
  effectiveMode: 'live',
  lastAt: at(minute),
  ...more,
});
const TWO: readonly StoredVersion[] = [{ version: 2 }, { version: 1 }];

describe('oldValueOf', () => {
  it('names who was given the old value and has not fetched since, newest first', () => {
    const readers = [reader('a', 1, 1), reader('b', 1, 2), reader('c', 1, 3), reader('c', 2, 9)];
    expect(oldValueOf(1, TWO, readers)).toEqual({
      state: 'held',
      holders: [
        { tokenId: 'b', tokenName: 'b', environment: 'production', lastAt: at(2) },
        { tokenId: 'a', tokenName: 'a', environment: 'production', lastAt: at(1) },
      ],
    });
  });

  it('lets go once every token has fetched since', () => {
    const readers = [reader('a', 1, 1), reader('b', 1, 2), reader('b', 2, 8), reader('a', 2, 9)];
    expect(oldValueOf(1, TWO, readers)).toEqual({ state: 'let_go', revoked: [] });
  });

  it('knows where nobody was ever given it', () => {
    expect(oldValueOf(1, TWO, [])).toEqual({ state: 'never_given' });
    const mocks = [reader('a', 1, 1, { effectiveMode: 'mock' }), reader('a', 2, 5)];
    expect(oldValueOf(1, TWO, mocks)).toEqual({ state: 'never_given' });
  });

  it('waits for a token in each environment', () => {
    const readers = [
      reader('a', 1, 1),
      reader('a', 1, 1, { environment: 'staging' }),
      reader('a', 2, 9, { environment: 'staging' }),
    ];
    expect(oldValueOf(1, TWO, readers)).toMatchObject({
      state: 'held',
      holders: [{ environment: 'production' }],
    });
  });

  it('takes a mock that was fetched since for letting go', () => {
    const readers = [reader('a', 1, 1), reader('a', 2, 9, { effectiveMode: 'mock' })];
    expect(oldValueOf(1, TWO, readers)).toEqual({ state: 'let_go', revoked: [] });
  });

  it('does not wait for a revoked token, and names it', () => {
    const readers = [reader('a', 1, 1, { tokenRevoked: true }), reader('b', 1, 2), reader('b', 2, 9)];
    expect(oldValueOf(1, TWO, readers)).toMatchObject({ state: 'let_go', revoked: [{ tokenId: 'a' }] });
  });

  it('never gives a value up that the current version brought back', () => {
    const history = [{ version: 4, restoredFrom: 3 }, { version: 3, restoredFrom: 1 }, ...TWO];
    const readers = [reader('a', 4, 9)];
    expect(oldValueOf(1, history, readers)).toEqual({ state: 'current_again' });
    expect(oldValueOf(3, history, readers)).toEqual({ state: 'current_again' });
    expect(oldValueOf(2, history, readers)).toEqual({ state: 'never_given' });
  });

  it('finds a value under every number that it had', () => {
    const history = [{ version: 4 }, { version: 3, restoredFrom: 1 }, ...TWO];
    expect(oldValueOf(1, history, [reader('a', 3, 5)])).toMatchObject({ state: 'held' });
  });

  it('stays on the safe side where times are equal or a version is not known', () => {
    expect(oldValueOf(1, TWO, [reader('a', 1, 5), reader('a', 2, 5)])).toMatchObject({ state: 'held' });
    expect(oldValueOf(1, TWO, [reader('a', 0, 5)])).toMatchObject({ state: 'held' });
  });
});

/** What can happen to a key, by which token, in which environment. */
type Event =
  | { readonly kind: 'rotate' }
  | { readonly kind: 'restore'; readonly of: number }
  | { readonly kind: 'fetch'; readonly token: string; readonly environment: string; readonly live: boolean }
  | { readonly kind: 'revoke'; readonly token: string };

const token = fc.constantFrom('a', 'b', 'c');
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'rotate' } as const) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), of: fc.nat(5) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('fetch' as const),
      token,
      environment: fc.constantFrom('staging', 'production'),
      live: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), token }) },
);

/** Plays events as they happen, and notes what each application really has in its hands. */
function play(events: readonly Event[]) {
  const history: { version: number; restoredFrom?: number; value: number }[] = [{ version: 1, value: 1 }];
  const hands = new Map<string, { token: string; value: number | null }>();
  const revoked = new Set<string>();
  const readers = new Map<string, Reader>();
  events.forEach((happened, minute) => {
    const current = history.at(-1) ?? { version: 0, value: 0 };
    const version = current.version + 1;
    if (happened.kind === 'rotate') history.push({ version, value: version });
    if (happened.kind === 'restore') {
      const from = history[happened.of % history.length];
      if (from) history.push({ version, restoredFrom: from.version, value: from.value });
    }
    if (happened.kind === 'revoke') revoked.add(happened.token);
    if (happened.kind !== 'fetch' || revoked.has(happened.token)) return;
    const { token: tokenId, environment, live } = happened;
    hands.set(`${tokenId} ${environment}`, { token: tokenId, value: live ? current.value : null });
    const effectiveMode = live ? 'live' : 'mock';
    const place = [tokenId, environment, current.version, effectiveMode].join(' ');
    readers.set(place, reader(tokenId, current.version, minute, { environment, effectiveMode }));
  });
  const rows = [...readers.values()].map((row) => ({ ...row, tokenRevoked: revoked.has(row.tokenId) }));
  return { history, rows, revoked, hands: [...hands.values()] };
}

it('says held exactly while an application with a token has the value, whatever happened', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const { history, rows, revoked, hands } = play(events);
      const current = history.at(-1);
      for (const { version, value } of history) {
        const { state } = oldValueOf(version, history, rows);
        const inHands = hands.some((hand) => hand.value === value && !revoked.has(hand.token));
        if (value === current?.value) expect(state).toBe('current_again');
        else expect({ version, held: state === 'held' }).toEqual({ version, held: inHands });
      }
    }),
    { numRuns: 500 },
  );
});
