/** What a server answered. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined where it is none. */
  readonly body: Body;
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with the headers given. */
  readonly raw?: string | Buffer;
}

/** A client as people's own would be: it sends JSON, keeps cookies, and carries a token if it has one. */
export class ApiClient {
  readonly #cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    readonly token: string | null = null,
    /** The address that a proxy before the server would name. */
    readonly forwardedFor: string | null = null,
  ) {}

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.request('GET', path);
  }

  /** Always sends JSON, as every POST must. */
  post<Body>(path: string, body: unknown = {}): Promise<Answer<Body>> {
    return this.request('POST', path, { body });
  }

  patch<Body>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.request('PATCH', path, { body });
  }

  delete<Body>(path: string): Promise<Answer<Body>> {
    return this.request('DELETE', path);
  }

  async request<Body>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<Body>> {
    const json = options.body === undefined ? null : JSON.stringify(options.body);
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(this.forwardedFor === null ? {} : { 'x-forwarded-for': this.forwardedFor }),
        ...(this.#cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
        ...(json === null ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: json ?? (typeof options.raw === 'object' ? new Uint8Array(options.raw) : options.raw),
      redirect: 'manual',
    });
    this.keep(response.headers.getSetCookie());
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as Body };
  }

  /** The Cookie header that it sends. */
  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** Another client with the same cookies, of the same server or of another one. */
  copy(origin = this.origin, forwardedFor = this.forwardedFor): ApiClient {
    const copy = new ApiClient(origin, this.token, forwardedFor);
    for (const [name, value] of this.#cookies) copy.setCookie(name, value);
    return copy;
  }

  private keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (!name) continue;
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
