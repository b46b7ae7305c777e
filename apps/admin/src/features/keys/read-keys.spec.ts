import { KeysReader } from './read-keys.js';

interface Key {
  readonly id: string;
}

/** A list of keys in pages of 100, newest first, that counts what is read of it. */
function listOf(count: number) {
  let keys: readonly Key[] = Array.from({ length: count }, (_, at) => ({ id: `key_${at}` }));
  const reads = { ones: 0, pages: 0, lists: 0 };
  const page = (cursor: string) => {
    const start = cursor === '' ? 0 : keys.findIndex(({ id }) => id === cursor) + 1;
    return keys.slice(start, start + 100);
  };
  const reader = new KeysReader<Key>({
    one: async (id) => {
      reads.ones += 1;
      return keys.find((key) => key.id === id) ?? null;
    },
    page: async ({ cursor = '' }) => {
      reads.pages += 1;
      return page(cursor);
    },
    list: async (onPage) => {
      reads.lists += 1;
      let cursor: string | undefined;
      do {
        const items = page(cursor ?? '');
        onPage(cursor === undefined ? { limit: 100 } : { limit: 100, cursor }, items);
        cursor = items.length === 100 ? items.at(-1)?.id : undefined;
      } while (cursor !== undefined);
    },
  });
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `key_${from + index}`);
  return {
    reads,
    ids,
    read: async (wanted: readonly string[]) => {
      const found = await reader.read(wanted);
      return wanted.filter((id) => found.has(id));
    },
    add: (id: string) => {
      keys = [{ id }, ...keys];
    },
    remove: (id: string) => {
      keys = keys.filter((key) => key.id !== id);
    },
  };
}

test('a few keys are read one by one, however long the list is', async () => {
  const { read, ids, reads } = listOf(1_000);
  expect(await read([...ids(500, 519), 'key_gone'])).toEqual(ids(500, 519));
  expect(reads).toEqual({ ones: 20, pages: 0, lists: 0 });
});

test('of many, the list is gone through once, and then the pages that each part stands on are read again', async () => {
  const { read, ids, reads } = listOf(1_000);
  expect(await read(ids(200, 300))).toEqual(ids(200, 300));
  expect(await read(ids(350, 450))).toEqual(ids(350, 450));
  expect(reads).toEqual({ ones: 0, pages: 3, lists: 1 });
});

test('what newer keys pushed off its page is found, and what was deleted meanwhile is not', async () => {
  const { read, ids, reads, add, remove } = listOf(300);
  await read(ids(0, 100));
  add('key_newer');
  remove('key_7');
  add('key_newest');
  expect(await read(ids(0, 100))).toEqual(ids(0, 100).filter((id) => id !== 'key_7'));
  // The deleted one, and the one that was pushed off.
  expect(reads).toEqual({ ones: 2, pages: 2, lists: 1 });
});
