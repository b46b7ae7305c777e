import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { ServerConfig } from '../config/server-config.js';
import type { FetchObserver } from '../external/fetch-observer.js';
import type { ProblemListener } from '../http/problem.filter.js';
import { measureBatches } from '../metrics/batch-metrics.js';
import { measureDenials } from '../metrics/denial-metrics.js';
import { measureFetches } from '../metrics/fetch-metrics.js';
import { measureRequests } from '../metrics/request-metrics.js';
import type { Observers } from '../observers.module.js';
import type { Tracing } from '../tracing/tracing.js';

/** What watches a server; nulls where that is not asked for. */
export interface Watching {
  readonly metrics: Registry | null;
  readonly tracing: Tracing | null;
}

/** Has a server's requests measured and traced, as far as that is asked for; returns who watches inside. */
export function observe(
  fastify: FastifyInstance,
  { metrics, tracing }: Watching,
  { role }: Pick<ServerConfig, 'role'>,
): Observers & { readonly onProblem: readonly ProblemListener[] } {
  const fetches: FetchObserver[] = [];
  const onProblem: ProblemListener[] = [];
  if (metrics) {
    measureRequests(fastify, metrics);
    if (role !== 'dashboard') fetches.push(measureFetches(fastify, metrics));
    onProblem.push(measureDenials(metrics, role !== 'dashboard'));
  }
  if (tracing) {
    tracing.trace(fastify);
    fetches.push(tracing.fetches);
    onProblem.push(tracing.onProblem);
  }
  return { batches: metrics && measureBatches(metrics), fetches: joined(fetches), onProblem };
}

function joined(observers: readonly FetchObserver[]): FetchObserver | null {
  const [one, other] = observers;
  if (!one || !other) return one ?? null;
  return {
    begins: (step, batch) => {
      const ends = [one.begins(step, batch), other.begins(step, batch)];
      return (error) => {
        for (const end of ends) end(error);
      };
    },
    reveals: (request, modeInfo) => {
      one.reveals(request, modeInfo);
      other.reveals(request, modeInfo);
    },
  };
}
