/** One page of a list, as the API answers it. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor?: string | null;
}

/** The largest page that the API gives. */
const PAGE_SIZE = 100;

/**
 * Reads a list to its end, page after page. Complete lists let the dashboard search, count and preview
 * exactly; at 100 a page even thousands of rows are a few dozen small answers.
 */
export async function allPages<Item>(
  read: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
