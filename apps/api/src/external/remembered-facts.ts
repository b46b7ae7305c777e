import { hashAccessToken } from '../identifiers/access-token-format.js';
import { mayRead } from './denial.js';
import { questionName } from './distinct-questions.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';

/** Bytes of what is remembered, at most, as sizeOf() reckons them: 6,000 questions of keys as they are. */
const MOST_REMEMBERED = 16 * 1024 * 1024;

/** Bytes of a question and its facts, without what can be long: measured with Node 20, as 2.3 KB with a value of 100 bytes. */
const SIZE_OF_FACTS = 2_400;
/** Bytes of one of the keys or address ranges that a token is bound to. */
const SIZE_OF_BOUND = 80;

/**
 * What the facts of fetches were when they were last read; of the questions asked last. A guess, and no cache: it is used
 * only where the database says, in the statement that records the fetch, that it still holds. Values are in it sealed, and
 * tokens as their hashes.
 */
export class RememberedFacts {
  readonly #facts = new Map<string, FetchFacts>();
  #size = 0;

  /** The facts of a question, if they are remembered. */
  of(question: FetchQuestion): FetchFacts | null {
    const name = nameOf(question);
    const facts = this.#facts.get(name);
    if (!facts) return null;
    // As the one asked last.
    this.#facts.delete(name);
    this.#facts.set(name, facts);
    return facts;
  }

  /**
   * Remembers what was just read, of a key that the token may read: else whoever asks for ever new ones would have all others
   * forgotten, and how long a refusal takes would tell which of the others are there. Null where the token does not count.
   */
  note(question: FetchQuestion, facts: FetchFacts | null): void {
    const name = nameOf(question);
    this.#forget(name);
    if (!facts || !mayRead(facts)) return;
    this.#facts.set(name, facts);
    this.#size += sizeOf(facts);
    // Those that were not asked for longest leave.
    for (const oldest of this.#facts.keys()) {
      if (this.#size <= MOST_REMEMBERED) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const facts = this.#facts.get(name);
    if (!facts) return;
    this.#facts.delete(name);
    this.#size -= sizeOf(facts);
  }
}

function sizeOf({ token, key }: FetchFacts): number {
  const bounds = (token.keyIds?.length ?? 0) + (token.addressRanges?.length ?? 0);
  return SIZE_OF_FACTS + bounds * SIZE_OF_BOUND + (key?.sealed.sealedValue.length ?? 0);
}

function nameOf(question: FetchQuestion): string {
  return questionName(hashAccessToken(question.accessToken).toString('latin1'), question);
}
