import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { type Caller, callerIn } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { addressGroup } from './address-group.js';
import { AttemptWindowsRepository, type Share, type Window } from './attempt-windows.repository.js';
import { BUDGETS, type Budget } from './budgets.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Somebody who is about to prove who they are. */
export interface Attempt {
  readonly caller: Caller;
  /** A keyed hash of the account's name: what people type there by mistake can be a password. */
  readonly account: string;
  /** The id of a browser that signed in to this account before, else null. */
  readonly device: string | null;
  /** The tenant in whose record an exhausted budget is noted; asked at most once a window. */
  readonly tenantId: () => Promise<string | null>;
}

/** Keeps failed attempts to prove who somebody is within their budgets. */
@Injectable()
export class Attempts {
  constructor(
    private readonly windows: AttemptWindowsRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Runs a check of a password or a code. A 401 that it throws counts as a failure; whatever else it comes
   * to does not. Throws 429 `too_many_attempts`, without running it, where a budget is exhausted.
   */
  async guarded<Result>(attempt: Attempt, check: () => Promise<Result>): Promise<Result> {
    const taken = await this.take(sharesOf(attempt));
    let failed = false;
    try {
      return await check();
    } catch (error) {
      failed = error instanceof Problem && error.status === 401;
      throw error;
    } finally {
      if (failed) await this.noteIfExhausted(attempt, taken);
      // Who has proved who they are is not sent away for a count that stays one too high.
      else await this.windows.giveBack(taken).catch(() => {});
    }
  }

  /**
   * Takes one of an address's budget for good, whatever comes of what it is taken for. Throws 429
   * `too_many_attempts`. Called before anything is done or recorded, it bounds what a flood costs.
   */
  async spend(budget: Budget, caller: Caller): Promise<void> {
    const taken = await this.take([shareOfAddress(budget, caller)]);
    await this.noteIfExhausted({ caller, tenantId: async () => null }, taken);
  }

  private async take(shares: readonly Share[]): Promise<readonly Window[]> {
    const taken = await this.windows.take(shares);
    if (taken.length === shares.length) return taken;
    if (taken.length > 0) await this.windows.giveBack(taken);
    const exhausted = shares.filter(
      ({ budget, subject }) =>
        !taken.some((window) => window.kind === budget.kind && window.subject === subject),
    );
    const windows = await this.windows.find(exhausted);
    throw tooManyAttempts(Math.max(0, ...windows.map(({ secondsLeft }) => secondsLeft)));
  }

  /** The last failure that a budget has room for is the one that is noted: once a window. */
  private async noteIfExhausted(
    { caller, tenantId }: Pick<Attempt, 'caller' | 'tenantId'>,
    taken: readonly Window[],
  ): Promise<void> {
    const limits: Readonly<Record<string, number>> = Object.fromEntries(
      Object.values(BUDGETS).map(({ kind, attempts }) => [kind, attempts]),
    );
    const exhausted = taken.filter(({ kind, count }) => count === limits[kind]);
    if (exhausted.length === 0) return;
    await this.audit.append({
      tenantId: await tenantId(),
      actor: { type: 'anonymous', id: null, name: null },
      action: 'sign_in.limited',
      outcome: 'denied',
      reason: 'too_many_attempts',
      detail: { budgets: exhausted.map(({ kind }) => kind) },
      ...callerIn(caller),
    });
  }
}

function sharesOf({ caller, account, device }: Attempt): readonly Share[] {
  const own =
    device === null
      ? { budget: BUDGETS.account, subject: account }
      : { budget: BUDGETS.device, subject: `${account} ${device}` };
  return [own, shareOfAddress(BUDGETS.address, caller)];
}

function shareOfAddress(budget: Budget, { ip }: Caller): Share {
  return { budget, subject: addressGroup(ip) };
}
