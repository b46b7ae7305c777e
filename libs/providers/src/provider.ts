/** Where each fact of an entry was read; null where nothing confirms it. */
export interface ProviderSources {
  /** What says how keys look. */
  readonly key: string | null;
  readonly envVar: string | null;
  readonly baseUrl: string | null;
}

/** One LLM provider: what a vault, a dashboard and an application need to know of its keys. */
export interface Provider {
  /** The name in the API and the database: lower-case words joined by hyphens, never changed once used. */
  readonly llmType: string;
  /** The name that people know. */
  readonly name: string;
  /**
   * A RegExp source, anchored at both ends, of the keys that the provider issues; null where no source
   * tells the shape. Providers change shapes unannounced: a mismatch is a reason to warn, not to refuse.
   */
  readonly keyPattern: string | null;
  /** True where other providers issue keys of this shape: such a value never tells who issued it. */
  readonly sharedShape?: true;
  /** What keys issued today begin with; empty where they share no beginning or no source tells it. */
  readonly keyPrefix: string;
  /** What a mock value begins with; twelve hexadecimal digits follow. */
  readonly mockPrefix: string;
  /** The variable that the provider's documentation or its client reads the key from. */
  readonly envVar: string;
  /**
   * The base address for clients: an OpenAI client's `baseURL` where `openAiCompatible`, else what the
   * provider's own client takes. No trailing slash; null where it depends on the customer.
   */
  readonly baseUrl: string | null;
  /** True where a page says that `baseUrl` answers an OpenAI client's chat completions; absent otherwise. */
  readonly openAiCompatible?: true;
  /** Where people get a key, or the page that says how; null where there is none. */
  readonly docsUrl: string | null;
  readonly sources: ProviderSources;
}

/** An entry as it is written down; without `mockPrefix`, mocks begin with `keyPrefix` and `mock-`. */
export type ProviderEntry = Omit<Provider, 'mockPrefix'> & { readonly mockPrefix?: string };
