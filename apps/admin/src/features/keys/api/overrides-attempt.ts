import type { QueryClient } from '@tanstack/react-query';
import { errorMessage, isProblem, ProblemError } from '../../../shared/api/problem.js';
import type { Key } from '../../../shared/api/types.js';
import { guardrailsQuery } from '../../../shared/queries/guardrails.js';
import { updateKeys } from '../../../shared/queries/keys.js';
import { keysText } from '../../../text/keys.js';
import { type OverridesChange, saysStill } from '../overrides-intent.js';
import { KeysReader } from '../read-keys.js';
import { chunksOf, keysOnServer, sendOverrides } from './override-requests.js';
import type { Changes, Said } from './shown-overrides.js';

/** A change that was not made, and why. */
export interface FailedChange {
  readonly change: OverridesChange<Key>;
  readonly why: string;
  /** The key is `gone`, or `changed` by somebody else since; anything else was `refused`, and may be tried again. */
  readonly reason: 'gone' | 'changed' | 'refused';
}

/** Shows keys without changes that failed: as the server `said`, or as they were just before. */
type PutBack = (failed: Changes, said?: Said) => void;

/** Changes that are shown together, on their way to the server; what fails is put back and kept in `failed`. */
export class OverridesAttempt {
  readonly failed: FailedChange[] = [];
  readonly #client: QueryClient;
  readonly #putBack: PutBack;
  readonly #reader = new KeysReader(keysOnServer);

  constructor(client: QueryClient, putBack: PutBack) {
    this.#client = client;
    this.#putBack = putBack;
  }

  /** Makes the changes. Throws only where the session is over. */
  async make(changes: Changes): Promise<void> {
    for (const chunk of chunksOf(changes)) {
      // Just before it is sent: others may change a key while the chunks before it are on their way.
      const wanted = await this.#stillWanted(chunk);
      if (wanted.length > 0) await this.#change(wanted);
    }
  }

  /** Leaves out what is no longer wanted: an undo is not, of a key that says something else by now. */
  async #stillWanted(changes: Changes): Promise<Changes> {
    const undone = changes.filter(({ onlyWhile }) => onlyWhile !== undefined);
    if (undone.length === 0) return changes;
    const there = await this.#read(undone);
    if (there === null) return changes.filter(({ onlyWhile }) => onlyWhile === undefined);
    const gone = undone.filter(({ key }) => !there.has(key.id));
    const changed = undone.filter(({ key, onlyWhile = {} }) => {
      const now = there.get(key.id);
      return now !== undefined && !saysStill(now.overrides, onlyWhile);
    });
    this.#fail(gone, keysText.bulk.gone, 'gone');
    const said = new Map([...there].map(([id, { overrides }]) => [id, overrides]));
    this.#fail(changed, keysText.bulk.changedSince, 'changed', said);
    const left = new Set([...gone, ...changed]);
    return changes.filter((change) => !left.has(change));
  }

  /** Makes changes that one request can make. */
  async #change(chunk: Changes): Promise<void> {
    try {
      updateKeys(this.#client, await sendOverrides(chunk));
      return;
    } catch (error) {
      // The page believed it allowed: the server was restarted with other guardrails.
      if (isProblem(error, 'guardrail_forbids')) void this.#client.invalidateQueries(guardrailsQuery);
      if (!isProblem(error, 'key_not_found')) return this.#failWith(error, chunk);
    }
    // One of them is gone, and so none was changed: the others are tried without it.
    const there = await this.#read(chunk);
    if (there === null) return;
    const left = chunk.filter(({ key }) => there.has(key.id));
    const gone = chunk.filter(({ key }) => !there.has(key.id));
    // What is listed but can't be found is not tried forever.
    const again = gone.length > 0 ? left : [];
    this.#fail(gone.length > 0 ? gone : chunk, keysText.bulk.gone, 'gone');
    if (again.length > 0) await this.#change(again);
  }

  /** The keys as the server has them; null where that fails, and the changes with it. */
  async #read(changes: Changes): Promise<ReadonlyMap<string, Key> | null> {
    try {
      return await this.#reader.read(changes.map(({ key }) => key.id));
    } catch (error) {
      this.#failWith(error, changes);
      return null;
    }
  }

  #failWith(error: unknown, changes: Changes): void {
    if (error instanceof ProblemError && error.status === 401) throw error;
    this.#fail(changes, errorMessage(error), 'refused');
  }

  #fail(changes: Changes, why: string, reason: FailedChange['reason'], said?: Said): void {
    if (changes.length === 0) return;
    this.#putBack(changes, said);
    this.failed.push(...changes.map((change) => ({ change, why, reason })));
  }
}
