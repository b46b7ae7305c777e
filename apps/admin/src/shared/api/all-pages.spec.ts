import { allPages } from './all-pages.js';

describe('allPages', () => {
  it('reads every page in order, and no page twice', async () => {
    const pages: Record<string, { items: number[]; nextCursor: string | null }> = {
      first: { items: [1, 2], nextCursor: 'b' },
      b: { items: [3], nextCursor: 'c' },
      c: { items: [], nextCursor: null },
    };
    const asked: (string | undefined)[] = [];
    const items = await allPages(async ({ cursor, limit }) => {
      expect(limit).toBe(100);
      asked.push(cursor);
      return pages[cursor ?? 'first'] ?? { items: [], nextCursor: null };
    });
    expect(items).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, 'b', 'c']);
  });

  it('fails as a whole where one page fails', async () => {
    const read = async ({ cursor }: { cursor?: string }) => {
      if (cursor) throw new Error('gone');
      return { items: [1], nextCursor: 'b' };
    };
    await expect(allPages(read)).rejects.toThrow('gone');
  });
});
