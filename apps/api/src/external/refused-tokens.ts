import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { SharedAuditEntry } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import type { Caller } from '../http/caller.js';
import type { Problem } from '../http/problem.js';
import { RefusalBudget } from '../limits/refusal-budget.js';
import { tooManyAttempts } from '../limits/too-many-attempts.js';
import { tokenRefused } from './bearer-token.js';

/** Milliseconds between records. */
const PERIOD = 60_000;
/** Addresses remembered at once; the rest are counted together. */
const MAX_ADDRESSES = 10_000;
const OTHER_ADDRESSES = null;

type AddressCount = readonly [ip: string | null, { readonly count: number; readonly requestId: string }];

/** Counts tokens that do not count, and records them once per address and minute: a flood is one line. */
@Injectable()
export class RefusedTokens implements OnModuleInit, OnModuleDestroy {
  #counts = new Map<string | null, { count: number; requestId: string }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly audit: AuditLog,
    private readonly budget: RefusalBudget,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.record(), PERIOD);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.record();
  }

  /** Counts one and returns what to answer it with: 401, or 429 where its address has had too many. */
  count({ ip, requestId }: Caller): Problem {
    const address = this.#counts.has(ip) || this.#counts.size < MAX_ADDRESSES ? ip : OTHER_ADDRESSES;
    const known = this.#counts.get(address);
    this.#counts.set(address, { count: (known?.count ?? 0) + 1, requestId: known?.requestId ?? requestId });
    const seconds = this.budget.take(ip);
    return seconds === null ? tokenRefused() : tooManyAttempts(seconds);
  }

  /** Takes a step that throws where a token cannot count, and counts that. */
  counting<Result>(caller: Caller, step: () => Result): Result {
    try {
      return step();
    } catch (error) {
      const answer = this.count(caller);
      throw answer.status === 429 ? answer : error;
    }
  }

  private async record(): Promise<void> {
    const counts = [...this.#counts];
    this.#counts = new Map();
    for (let start = 0; start < counts.length; start += FETCH_BATCHES.maxBatch) {
      const slice = counts.slice(start, start + FETCH_BATCHES.maxBatch);
      try {
        await this.audit.appendAll(slice.map(toEntry));
      } catch {
        this.putBack(slice);
      }
    }
  }

  /** What could not be recorded is recorded with the next minute's. */
  private putBack(counts: readonly AddressCount[]): void {
    for (const [ip, { count, requestId }] of counts) {
      const newer = this.#counts.get(ip)?.count ?? 0;
      this.#counts.set(ip, { count: count + newer, requestId });
    }
  }
}

function toEntry([ip, { count, requestId }]: AddressCount): SharedAuditEntry {
  return {
    tenantId: null,
    actor: { type: 'anonymous', id: null, name: null },
    action: 'token.refused',
    outcome: 'denied',
    reason: 'unauthenticated',
    requests: [{ requestId, ip }],
    detail: { count },
  };
}
