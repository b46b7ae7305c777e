import type { SharedAuditEntry } from '../audit/audit-entry.js';
import type { KeyValue } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import type { FetchFacts } from './fetch-facts.js';

/** What a fetch comes to, and what is recorded of it, with the requests that came to it, before anybody learns it. */
export interface Outcome {
  readonly answer: KeyValue | Error;
  readonly record: SharedAuditEntry & { readonly requests: ExternalCaller[] };
}

/**
 * The outcomes of a batch: decided once for fetches that asked the same and so got the same facts, and, where
 * the token is bound to addresses, came from the same one.
 */
export class Decided {
  readonly #decide: (facts: FetchFacts, ip: string) => Outcome;
  readonly #byFacts = new Map<FetchFacts, Map<string | null, Outcome>>();

  constructor(decide: (facts: FetchFacts, ip: string) => Outcome) {
    this.#decide = decide;
  }

  /** The outcome of one fetch, which is noted among its requests. */
  of(facts: FetchFacts, caller: ExternalCaller): Outcome {
    const address = facts.token.addressRanges === null ? null : caller.ip;
    const byAddress = this.#byFacts.get(facts) ?? new Map<string | null, Outcome>();
    const known = byAddress.get(address);
    const outcome = known ?? this.#decide(facts, caller.ip);
    outcome.record.requests.push(caller);
    if (!known) this.#byFacts.set(facts, byAddress.set(address, outcome));
    return outcome;
  }

  all(): readonly Outcome[] {
    return [...this.#byFacts.values()].flatMap((byAddress) => [...byAddress.values()]);
  }
}
