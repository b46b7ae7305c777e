import type { ApiClient } from './api-client.js';
import type { Page } from './contract.js';

/** All items of a list, page by page; its address may have a query. */
export async function listAll<Item>(api: ApiClient, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  const begun = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<Page<Item>>(`${begun}${next}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}
