/** A start that was overtaken by the end of the server. */
export class StoppedWhileStarting extends Error {
  constructor() {
    super('the server was stopped while it started');
    this.name = 'StoppedWhileStarting';
  }
}

/** What a start has opened until now, so that it can be closed at any moment of it. */
export class Opened {
  readonly #closings: (() => Promise<void>)[] = [];
  #closed: Promise<void> | null = null;

  /**
   * Notes how to close what was opened. Where all else is closed already it is closed at once, and
   * StoppedWhileStarting thrown.
   */
  async add(close: () => Promise<void>): Promise<void> {
    if (this.#closed === null) {
      this.#closings.push(close);
      return;
    }
    await close();
    throw new StoppedWhileStarting();
  }

  /** Closes all of it, once, the newest first. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const close of this.#closings.splice(0).reverse()) await close();
  }
}
