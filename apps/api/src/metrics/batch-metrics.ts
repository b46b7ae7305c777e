import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BatchName, BatchObservers } from '../database/batch-observer.js';

/** Requests; up to the largest batch. */
const BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** Measures what is gathered into batches, by what it is. */
export function measureBatches(registry: Registry): BatchObservers {
  const waiting = new Map<BatchName, number>();
  const shared = { labelNames: ['batch'] as const, registers: [registry] };
  const sizes = new Histogram({
    ...shared,
    name: 'ibyok_batch_size_requests',
    help: 'Requests that went to the database together, by what was gathered.',
    buckets: BUCKETS,
  });
  const refused = new Counter({
    ...shared,
    name: 'ibyok_batch_refused_requests_total',
    help: 'Requests that were refused because too many waited for a batch, or the first for too long, by what was gathered.',
  });
  new Gauge({
    ...shared,
    name: 'ibyok_batch_waiting_requests',
    help: 'Requests that wait for a batch at this moment, by what is gathered.',
    collect() {
      for (const [batch, count] of waiting) this.set({ batch }, count);
    },
  });
  return (batch) => {
    waiting.set(batch, 0);
    sizes.zero({ batch });
    refused.inc({ batch }, 0);
    const ofBatch = sizes.labels(batch);
    return {
      waits: (count) => waiting.set(batch, count),
      refuses: () => refused.inc({ batch }),
      leaves: (size) => ofBatch.observe(size),
    };
  };
}
