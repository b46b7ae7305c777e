import type { Logger } from 'pino';

/**
 * Says in the log that usage is not summed, once for each kind of failure, and once that it is again: a step comes
 * every second. Of an error only its kind and code are said, since a driver's words can quote what it was given.
 */
export class SummingFailures {
  readonly #kinds = new Set<string>();
  #hasSummedSince = false;

  constructor(private readonly logger: Pick<Logger, 'info' | 'warn'>) {}

  /** Notes a step that failed. */
  failed(error: unknown): void {
    const { name, code } = kindOf(error);
    const kind = `${name} ${code}`;
    this.#hasSummedSince = false;
    if (this.#kinds.has(kind)) return;
    this.#kinds.add(kind);
    this.logger.warn({ error: name, systemCode: code }, 'usage is not summed');
  }

  /**
   * Notes a step that did not fail: how many records it summed, and whether these were all. Once all are, a failure is
   * said again; but where others summed them, this server's own next step may still fail, and each would be said.
   */
  summed(records: number, areAll: boolean): void {
    if (records > 0) this.#hasSummedSince = true;
    if (!areAll || !this.#hasSummedSince || this.#kinds.size === 0) return;
    this.#kinds.clear();
    this.logger.info('usage is summed again');
  }
}

function kindOf(error: unknown): { readonly name: string; readonly code: string | undefined } {
  if (!(error instanceof Error)) return { name: 'not an error', code: undefined };
  const { code } = error as { readonly code?: unknown };
  return { name: error.name, code: typeof code === 'string' ? code : undefined };
}
