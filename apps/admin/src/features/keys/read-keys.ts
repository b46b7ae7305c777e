/** So many keys are read one by one; of more, the pages of the list that they stand on. */
const FEW = 20;

/** A page of the list of keys, as it is asked for. */
export interface KeysPageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** Where keys are read. */
export interface KeysSource<Key> {
  /** One key; null where it is gone. */
  one(id: string): Promise<Key | null>;
  page(query: KeysPageQuery): Promise<readonly Key[]>;
  /** Reads the list to its end, and tells of every page how it was asked for. */
  list(onPage: (query: KeysPageQuery, keys: readonly Key[]) => void): Promise<void>;
}

/**
 * Reads keys as the server has them by now, as often as it is asked. Only on which page of the list a key stands is
 * remembered from one time to the next: of a long list that is changed in parts, a part is a page or two.
 */
export class KeysReader<Key extends { readonly id: string }> {
  readonly #source: KeysSource<Key>;
  #pageOf: ReadonlyMap<string, KeysPageQuery> | null = null;

  constructor(source: KeysSource<Key>) {
    this.#source = source;
  }

  /** Keys by their id, without those that are gone. */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, Key>> {
    const found = new Map<string, Key>();
    if (ids.length > FEW) {
      this.#pageOf ??= await this.#findPages();
      const { page } = this.#source;
      for (const query of new Set(ids.flatMap((id) => this.#pageOf?.get(id) ?? []))) {
        for (const key of await page(query)) found.set(key.id, key);
      }
    }
    // Newer keys push others off the first page: what is not where it stood may still be there.
    const missing = ids.filter((id) => !found.has(id));
    for (const key of await Promise.all(missing.map((id) => this.#source.one(id)))) {
      if (key) found.set(key.id, key);
    }
    return found;
  }

  async #findPages(): Promise<ReadonlyMap<string, KeysPageQuery>> {
    const pageOf = new Map<string, KeysPageQuery>();
    await this.#source.list((query, keys) => {
      for (const { id } of keys) pageOf.set(id, query);
    });
    return pageOf;
  }
}
