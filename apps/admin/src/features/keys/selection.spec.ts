import { turned } from './selection.js';

const FOUND = ['a', 'b', 'c', 'd', 'e'];

describe('turned', () => {
  const after = (before: readonly string[], id: string, from: string | null) => [
    ...turned(new Set(before), FOUND, id, from),
  ];

  it('turns one over', () => {
    expect(after([], 'b', null)).toEqual(['b']);
    expect(after(['b', 'c'], 'b', null)).toEqual(['c']);
  });

  it('makes all from the last one to this one as this one becomes, in both directions', () => {
    expect(after(['b'], 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(after(['d'], 'b', 'd')).toEqual(['d', 'b', 'c']);
    expect(after(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a']);
  });

  it('turns this one alone where the last one is no longer found', () => {
    expect(after([], 'd', 'gone')).toEqual(['d']);
  });
});
