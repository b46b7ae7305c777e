import type { Environment, Key, ModeInfo } from '../answers.js';
import type { Runtime } from '../runtime.js';
import type { Destination } from '../settings.js';
import type { CacheOptions } from './cache-options.js';
import { answerName, type Question, questionName, tokenName } from './entry-names.js';
import { SealedStore } from './sealed-store.js';
import { isFresh, type KeptAnswer, type KeptQuestion, type Knowledge, mayStandFor } from './standing.js';

/** When a request began: answers count in the order of their requests, however late they arrive. */
export interface Moment {
  readonly order: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The last answer about each key, for when the server cannot be reached. An answer stands for a key in an
 * environment, however the key was named: each new one replaces it, and so does what else is heard of the key's mode.
 */
export class LastAnswers {
  readonly #store: SealedStore;
  /** What this process knows for sure, whatever the store has kept; by the names of answers. */
  readonly #known = new Map<string, Knowledge>();
  /** The tokens that were answered 401, by the order of those requests, until they are taken again. */
  readonly #refusedTokens = new Map<string, number>();
  #order = 0;

  constructor(
    private readonly options: CacheOptions,
    private readonly runtime: Runtime,
  ) {
    this.#store = new SealedStore(options, runtime);
  }

  /** To be called before a request is sent. */
  begin(): Moment {
    this.#order += 1;
    return { order: this.#order, at: this.runtime.now() };
  }

  /** Keeps an answer to a question. */
  async keep(question: Question, key: Key, { order, at }: Moment): Promise<void> {
    const { keyId, modeInfo } = key;
    const { environment } = modeInfo;
    const token = await tokenName(question);
    if ((this.#refusedTokens.get(token) ?? 0) < order) this.#refusedTokens.delete(token);
    const name = await answerName(question, keyId, environment);
    if (!this.learn(name, { order, at, mode: modeInfo.effectiveMode })) return;
    const questionAt = await questionName(question);
    await this.#store.inTurn(async () => {
      // Another process may share the store, and know better by now.
      const kept = (await this.#store.read(name)) as KeptAnswer | null;
      if (!kept || kept.at <= at || kept.at > this.runtime.now()) {
        await this.#store.write(name, { at, key } satisfies KeptAnswer);
      }
      await this.#store.write(questionAt, { keyId, environment } satisfies KeptQuestion);
    });
  }

  /** Takes in what was heard of a key's mode without its value: an answer of another mode is no longer the last one. */
  async hear(destination: Destination, keyId: string, modeInfo: ModeInfo, moment: Moment): Promise<void> {
    const name = await answerName(destination, keyId, modeInfo.environment);
    const mode = modeInfo.effectiveMode;
    const known = this.#known.get(name);
    const isNews = known?.mode !== mode;
    // Older answers of this mode may stand unless it was another one in between.
    const at = known && isNews ? moment.at : (known?.at ?? 0);
    if (!this.learn(name, { order: moment.order, at, mode }) || !isNews) return;
    await this.#store.inTurn(async () => {
      const kept = (await this.#store.read(name)) as KeptAnswer | null;
      if (kept && kept.key.modeInfo.effectiveMode !== mode) await this.#store.remove(name);
    });
  }

  /** Forgets what a question led to: the server has refused it. */
  async forget(question: Question, moment: Moment, tokenRefused: boolean): Promise<void> {
    if (tokenRefused) this.#refusedTokens.set(await tokenName(question), moment.order);
    const questionAt = await questionName(question);
    await this.#store.inTurn(async () => {
      const kept = (await this.#store.read(questionAt)) as KeptQuestion | null;
      if (kept) {
        const name = await answerName(question, kept.keyId, kept.environment);
        this.learn(name, { ...moment, mode: null });
        await this.#store.remove(name);
      }
      await this.#store.remove(questionAt);
    });
  }

  /** The last answer to a question, marked stale; null where there is none that may stand for it. */
  async recall(question: Question): Promise<Key | null> {
    if (this.#refusedTokens.has(await tokenName(question))) return null;
    const questionAt = await questionName(question);
    return this.#store.inTurn(async () => {
      const asked = (await this.#store.read(questionAt)) as KeptQuestion | null;
      return asked && this.recallAnswer(question, asked.keyId, asked.environment);
    });
  }

  private async recallAnswer(
    question: Question,
    keyId: string,
    environment: Environment,
  ): Promise<Key | null> {
    const name = await answerName(question, keyId, environment);
    const kept = (await this.#store.read(name)) as KeptAnswer | null;
    if (!kept) return null;
    if (!isFresh(kept, this.options.maxAge, this.runtime.now())) {
      await this.#store.remove(name);
      return null;
    }
    if (!mayStandFor(kept, this.#known.get(name))) return null;
    const { key, at } = kept;
    return { ...key, modeInfo: { ...key.modeInfo, stale: true, answeredAt: new Date(at).toISOString() } };
  }

  /** False where something newer is known. */
  private learn(name: string, knowledge: Knowledge): boolean {
    const known = this.#known.get(name);
    if (known && known.order > knowledge.order) return false;
    this.#known.set(name, knowledge);
    return true;
  }
}
