import fc from 'fast-check';
import { freeSlug, SLUG_PATTERN, slugOf } from './slug.js';

describe('slugOf', () => {
  it.each([
    ['OpenAI Production', 'openai-production'],
    ['  Clé d’été (2)  ', 'cle-d-ete-2'],
    ['日本語', 'key'],
    ['key_abc', 'key-abc'],
  ])('makes of "%s" %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('makes a slug of every name, numbered or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(SLUG_PATTERN);
        expect(freeSlug(slug, new Set([slug]))).toMatch(SLUG_PATTERN);
      }),
    );
  });
});

describe('freeSlug', () => {
  it('counts up to the first that is free', () => {
    expect(freeSlug('a', new Set())).toBe('a');
    expect(freeSlug('a', new Set(['a', 'a-2', 'a-4']))).toBe('a-3');
  });
});
