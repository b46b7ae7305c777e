import { addressRangesAdvice, addressRangesIn, rangesInShort } from './address-ranges.js';

describe('addressRangesIn', () => {
  it('takes entries apart, however they are separated, and each once', () => {
    const typed = ' 203.0.113.7, 10.0.0.0/8;2001:db8::/32\n::1\t10.0.0.0/8,\n';
    expect(addressRangesIn(typed)).toEqual(['203.0.113.7', '10.0.0.0/8', '2001:db8::/32', '::1']);
  });

  it.each(['', '  \n', ' , ;'])('finds none in %p', (typed) => {
    expect(addressRangesIn(typed)).toEqual([]);
  });
});

describe('addressRangesAdvice', () => {
  it.each(['', '203.0.113.7', '10.0.0.0/8, ::1', '2001:DB8::/32', '::ffff:203.0.113.7'])(
    'has none for %p',
    (typed) => {
      expect(addressRangesAdvice(typed)).toBeNull();
    },
  );

  it.each(['ci.acme.dev', 'http://10.0.0.1', '10.0.0.0/8/', '10.0.0.0-10.0.0.9', 'fe80::1%eth0', '*'])(
    'names %p, which surely is none',
    (typed) => {
      expect(addressRangesAdvice(`10.0.0.1, ${typed}`)).toBe(
        `“${typed}” is not an address, nor a range such as 10.0.0.0/8`,
      );
    },
  );

  it('leaves to the server what has the characters of an address', () => {
    expect(addressRangesAdvice('10.0.0.300/99')).toBeNull();
  });
});

describe('rangesInShort', () => {
  const ranges = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'];

  it('names up to four', () => {
    expect(rangesInShort(ranges.slice(0, 1))).toBe('10.0.0.1');
    expect(rangesInShort(ranges.slice(0, 4))).toBe('10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4');
  });

  it('counts what is beyond three of more', () => {
    expect(rangesInShort(ranges)).toBe('10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more');
  });
});
