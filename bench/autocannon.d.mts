declare module 'autocannon' {
  /** One of the connections, before it sends its first request. */
  export interface Client {
    /** Sends these in turn, instead of the one that the options describe. */
    setRequests(requests: readonly (Request | GeneratedRequest)[]): void;
    on(event: 'response', listener: (status: number) => void): void;
  }

  export interface Request {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly method?: string;
    readonly body?: string;
  }

  /** A request that is made anew each time. */
  export interface GeneratedRequest {
    readonly setupRequest: () => Request;
  }

  /** A run, which can be ended before its time. */
  export interface Run extends Promise<Result> {
    stop(): void;
    /** `milliseconds`: from the request to the end of its answer. */
    on(
      event: 'response',
      listener: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }

  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests a second of all connections together; as many as they can unless told. */
    readonly overallRate?: number;
    readonly setupClient?: (client: Client) => void;
  }

  export interface Result {
    readonly requests: { readonly average: number };
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    readonly '2xx': number;
  }

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export default function autocannon(options: Options): Run;
}
