import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { AttemptWindowsRepository, type Share, type Window } from './attempt-windows.repository.js';
import { BUDGETS } from './budgets.js';

/**
 * Bounds the calls that checks of keys make to providers, on all replicas together: ten a minute for a tenant, and
 * one at a time for a key.
 */
@Injectable()
export class CheckBudget {
  constructor(private readonly windows: AttemptWindowsRepository) {}

  /** Runs a check where there is room for it; throws 429 `too_many_checks` without running it where there is none. */
  async within<Result>(tenantId: string, keyId: string, check: () => Promise<Result>): Promise<Result> {
    const tenant = { budget: BUDGETS.checksOfTenant, subject: tenantId };
    const key = { budget: BUDGETS.checkOfKey, subject: keyId };
    const [ofKey] = await this.take(key);
    try {
      await this.take(tenant);
      return await check();
    } finally {
      // What is not ended here ends by itself.
      if (ofKey) await this.windows.end([ofKey]).catch(() => {});
    }
  }

  private async take(share: Share): Promise<readonly Window[]> {
    const taken = await this.windows.take([share]);
    if (taken.length > 0) return taken;
    const [window] = await this.windows.find([share]);
    const seconds = Math.max(1, Math.ceil(window?.secondsLeft ?? 0));
    throw new Problem(
      429,
      'too_many_checks',
      'A check of this key is under way, or the workspace had ten in a minute. Wait as long as Retry-After says.',
      { headers: { 'retry-after': String(seconds) } },
    );
  }
}
