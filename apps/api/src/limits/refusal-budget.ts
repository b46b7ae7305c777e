import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { addressGroup } from './address-group.js';
import { AttemptWindowsRepository } from './attempt-windows.repository.js';
import { BUDGETS } from './budgets.js';

/** Milliseconds between additions to the shared counts. */
const PERIOD = 1_000;
/** Addresses remembered at once; the rest share one count of their own. */
const MAX_ADDRESSES = 10_000;
const OTHER_ADDRESSES = 'other';
/** Addresses in one statement. */
const MAX_AT_ONCE = 1_000;

interface Count {
  /** What is known of all replicas. */
  shared: number;
  /** What is not added to it yet. */
  own: number;
  /** Milliseconds, of performance.now(). */
  endsAt: number;
}

/**
 * The budget of access tokens that do not count, by address. Counted in memory, so that a bad checksum
 * costs no query, and added up once a second. It is only asked about tokens that were refused.
 */
@Injectable()
export class RefusalBudget implements OnModuleInit, OnModuleDestroy {
  readonly #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | null = null;
  #adding: Promise<void> | null = null;

  constructor(private readonly windows: AttemptWindowsRepository) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => {
      this.#adding ??= this.addUp().finally(() => {
        this.#adding = null;
      });
    }, PERIOD);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#adding;
    await this.addUp();
  }

  /** Takes one for an address; returns null, or the seconds to wait where there was none left. */
  take(ip: string): number | null {
    const now = performance.now();
    const count = this.countOf(addressGroup(ip), now);
    const exhausted = count.shared + count.own >= BUDGETS.token.attempts;
    count.own += 1;
    return exhausted ? (count.endsAt - now) / 1000 : null;
  }

  private countOf(group: string, now: number): Count {
    const name = this.#counts.has(group) || this.#counts.size < MAX_ADDRESSES ? group : OTHER_ADDRESSES;
    const known = this.#counts.get(name);
    if (known && known.endsAt > now) return known;
    const count = { shared: 0, own: 0, endsAt: now + BUDGETS.token.seconds * 1000 };
    this.#counts.set(name, count);
    return count;
  }

  private async addUp(): Promise<void> {
    const now = performance.now();
    const fresh: { subject: string; count: Count }[] = [];
    for (const [subject, count] of this.#counts) {
      if (count.endsAt <= now) this.#counts.delete(subject);
      else if (count.own > 0) fresh.push({ subject, count });
    }
    for (let start = 0; start < fresh.length; start += MAX_AT_ONCE) {
      await this.addSome(fresh.slice(start, start + MAX_AT_ONCE));
    }
  }

  private async addSome(fresh: readonly { subject: string; count: Count }[]): Promise<void> {
    const added = fresh.map(({ subject, count }) => ({ budget: BUDGETS.token, subject, count: count.own }));
    try {
      const windows = await this.windows.add(added);
      const bySubject = new Map(windows.map((window) => [window.subject, window]));
      for (const [index, { subject, count }] of fresh.entries()) {
        const window = bySubject.get(subject);
        if (!window) continue;
        count.own -= added[index]?.count ?? 0;
        count.shared = window.count;
        count.endsAt = performance.now() + window.secondsLeft * 1000;
      }
    } catch {
      // The counts stay here and are added with the next: a lost database does not end the limit.
    }
  }
}
