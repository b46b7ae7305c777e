import { allPages } from './all-pages.js';

const { signal } = new AbortController();

describe('allPages', () => {
  it('reads every page in order, and no page twice', async () => {
    const pages: Record<string, { items: number[]; nextCursor: string | null }> = {
      first: { items: [1, 2], nextCursor: 'b' },
      b: { items: [3], nextCursor: 'c' },
      c: { items: [], nextCursor: null },
    };
    const asked: (string | undefined)[] = [];
    const items = await allPages(signal, async ({ cursor, limit }) => {
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
    await expect(allPages(signal, read)).rejects.toThrow('gone');
  });

  it('asks for no further page once it is given up, and hands on no first one', async () => {
    const giving = new AbortController();
    const asked: (string | undefined)[] = [];
    const onFirst: (readonly number[])[] = [];
    const read = async ({ cursor }: { cursor?: string }) => {
      asked.push(cursor);
      giving.abort(new Error('given up'));
      return { items: [1], nextCursor: cursor ? null : 'b' };
    };
    await expect(allPages(giving.signal, read, (page) => onFirst.push(page))).rejects.toThrow('given up');
    expect([asked, onFirst]).toEqual([[undefined], []]);
  });
});
