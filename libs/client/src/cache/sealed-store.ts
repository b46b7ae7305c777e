import type { Runtime } from '../runtime.js';
import type { CacheOptions } from './cache-options.js';
import { Seal } from './seal.js';

/** A store that hangs must not make a fetch hang, which works without it. */
const PATIENCE = 2_000;

/** What the cache does with a store whose entries it seals, one step after another. */
export class SealedStore {
  readonly #seal: Seal;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: CacheOptions,
    private readonly runtime: Runtime,
  ) {
    this.#seal = new Seal(options);
  }

  /**
   * Takes a step once all earlier ones have ended, so that they cannot overtake one another; resolves to null where it
   * fails or takes too long. What fails is told by a warning.
   */
  inTurn<Result>(step: () => Promise<Result>): Promise<Result | null> {
    const result = this.#last.then(step).catch(() => {
      this.runtime.warn('The cache of last answers does not work: its store or its encryption fails.');
      return null;
    });
    this.#last = result;
    return new Promise((resolve) => {
      const callOff = this.runtime.after(PATIENCE, () => resolve(null), true);
      result.then((value) => {
        callOff();
        resolve(value);
      });
    });
  }

  /** What is kept under a name, as JSON; null where there is nothing, or nothing that opens. */
  async read(name: string): Promise<unknown> {
    const text = await this.#seal.open(await this.options.store.get(name), name);
    return text === null ? null : JSON.parse(text);
  }

  /** Keeps an entry; where that fails, the one before it does not stay. */
  async write(name: string, entry: object): Promise<void> {
    try {
      await this.options.store.set(name, await this.#seal.seal(JSON.stringify(entry), name));
    } catch (error) {
      await this.remove(name);
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await this.options.store.delete(name);
  }
}
