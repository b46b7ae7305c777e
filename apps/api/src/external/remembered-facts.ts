import { hashAccessToken } from '../identifiers/access-token-format.js';
import { mayRead } from './denial.js';
import { questionName } from './distinct-questions.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';

/** Questions whose facts are remembered, at most: reckoned 1 KB each as keys are, 20 KB where a value is as long as one can be. */
const MOST_REMEMBERED = 1_000;

/**
 * What the facts of fetches were when they were last read; of the questions asked last. A guess, and no cache: it is used
 * only where the database says, in the statement that records the fetch, that it still holds. Values are in it sealed, and
 * tokens as their hashes.
 */
export class RememberedFacts {
  readonly #facts = new Map<string, FetchFacts>();

  /** The facts of a question, if they are remembered. */
  of(question: FetchQuestion): FetchFacts | null {
    const name = nameOf(question);
    const facts = this.#facts.get(name);
    if (!facts) return null;
    this.#place(name, facts);
    return facts;
  }

  /**
   * Remembers what was just read, of a key that the token may read: else whoever asks for ever new ones would have all others
   * forgotten, and how long a refusal takes would tell which of the others are there. Null where the token does not count.
   */
  note(question: FetchQuestion, facts: FetchFacts | null): void {
    const name = nameOf(question);
    if (facts && mayRead(facts)) this.#place(name, facts);
    else this.#facts.delete(name);
  }

  /** As the one asked last; the one that was not asked for longest leaves where there are too many. */
  #place(name: string, facts: FetchFacts): void {
    this.#facts.delete(name);
    this.#facts.set(name, facts);
    if (this.#facts.size <= MOST_REMEMBERED) return;
    const [oldest] = this.#facts.keys();
    if (oldest !== undefined) this.#facts.delete(oldest);
  }
}

function nameOf(question: FetchQuestion): string {
  return questionName(hashAccessToken(question.accessToken).toString('latin1'), question);
}
