/** One page of a list, as the API answers it. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor?: string | null;
}

/** The largest page that the API gives. */
const PAGE_SIZE = 100;

/**
 * Reads a list to its end, page after page. Complete lists let the dashboard search, count and preview
 * exactly; at 100 a page even thousands of rows are a few dozen small answers. `onFirst` is given
 * the first page while there are more to come. Throws the signal's reason once nobody waits any more.
 */
export async function allPages<Item>(
  signal: AbortSignal,
  read: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
  onFirst?: (page: readonly Item[]) => void,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor });
    signal.throwIfAborted();
    const isFirst = cursor === undefined;
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (isFirst && cursor !== undefined) onFirst?.(page.items);
  } while (cursor !== undefined);
  return items;
}
