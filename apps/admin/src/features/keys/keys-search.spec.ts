import { isNarrowed, readKeysPanel, readKeysSearch } from './keys-search.js';

describe('readKeysSearch', () => {
  it('reads what it knows', () => {
    const all = { q: 'a b', provider: 'openai', mode: 'live', env: 'staging', unused: 30, sort: '-name' };
    expect(readKeysSearch({ ...all, key: 'key_1' })).toEqual({ ...all, key: 'key_1' });
  });

  it('leaves out what it does not know, an environment without a mode, and a second panel', () => {
    expect(
      readKeysSearch({ mode: 'off', env: 'staging', unused: 7, sort: 'age', panel: 'x', extra: 1 }),
    ).toEqual({});
    expect(readKeysSearch({ key: 'key_1', panel: 'add' })).toEqual({ key: 'key_1' });
    expect(readKeysSearch({ q: ['a'], provider: null, key: '' })).toEqual({});
  });

  it('takes for a text what the router took for a number', () => {
    expect(readKeysSearch({ q: 1234 })).toEqual({ q: '1234' });
  });
});

test('readKeysPanel reads the panel alone', () => {
  expect(readKeysPanel({ q: 'a', panel: 'import' })).toEqual({ panel: 'import' });
});

test('isNarrowed does not count the order', () => {
  expect(isNarrowed({ sort: 'name' })).toBe(false);
  expect(isNarrowed({ sort: 'name', q: 'a' })).toBe(true);
});
