import type { SharedAuditEntry } from '../audit/audit-entry.js';
import type { AuditLog } from '../audit/audit-log.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import type { AttemptWindowsRepository } from '../limits/attempt-windows.repository.js';
import { RefusalBudget } from '../limits/refusal-budget.js';
import { RefusedTokens } from './refused-tokens.js';

const windows = { add: async () => [] } as unknown as AttemptWindowsRepository;

/** A record that fails while it is told to, and refuses statements that are too large. */
function recording() {
  const entries: SharedAuditEntry[] = [];
  const state = { fails: false };
  const audit = {
    appendAll: async (batch: readonly SharedAuditEntry[]) => {
      if (state.fails) throw new Error('no database');
      if (batch.length > FETCH_BATCHES.maxBatch) throw new Error('too many at once');
      entries.push(...batch);
    },
  } as unknown as AuditLog;
  return { entries, state, refused: new RefusedTokens(audit, new RefusalBudget(windows)) };
}

describe('RefusedTokens', () => {
  it('records a flood from ten thousand addresses, one line each', async () => {
    const { entries, refused } = recording();
    for (let index = 0; index < 10_000; index += 1) {
      refused.count({ ip: `2001:db8::${index.toString(16)}`, requestId: `req_${index}` });
    }
    await refused.onModuleDestroy();
    expect(entries).toHaveLength(10_000);
  });

  it('keeps counting what could not be recorded', async () => {
    const { entries, state, refused } = recording();
    state.fails = true;
    refused.count({ ip: '192.0.2.1', requestId: 'req_1' });
    await refused.onModuleDestroy();
    state.fails = false;
    refused.count({ ip: '192.0.2.1', requestId: 'req_2' });
    await refused.onModuleDestroy();
    expect(entries).toMatchObject([
      { detail: { count: 2 }, requests: [{ ip: '192.0.2.1', requestId: 'req_1' }] },
    ]);
  });
});
