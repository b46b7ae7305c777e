import type { IncomingMessage } from 'node:http';
import { ENVIRONMENTS, MODES, type ModeInfo, type ModeSource } from '@ibyok/mode-resolution';
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import type { FetchObserver } from '../external/fetch-observer.js';

/** Seconds; an idle server reveals within some milliseconds, and gives up after ten seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const SOURCES: readonly ModeSource[] = ['guardrail_override', 'key_override', 'tenant_setting'];

/** Measures what fetches wait for, and reveals from the arrival of a request to the end of its answer. */
export function measureFetches(fastify: FastifyInstance, registry: Registry): FetchObserver {
  const shared = { buckets: BUCKETS, registers: [registry] };
  const steps = {
    facts: new Histogram({
      ...shared,
      name: 'ibyok_fetch_facts_duration_seconds',
      help: 'How long it took to read the facts of a batch of fetches.',
    }),
    record: new Histogram({
      ...shared,
      name: 'ibyok_fetch_record_duration_seconds',
      help: 'How long it took to compare what is known of a batch of fetches and to commit its record.',
    }),
  };
  const reveals = new Histogram({
    ...shared,
    name: 'ibyok_reveal_duration_seconds',
    help: 'How long fetches took that were answered with a value, by environment, mode and source.',
    labelNames: ['environment', 'mode', 'source'],
  });
  // A series that begins with its first reveal has no increase at it, so an alert would miss that one.
  for (const environment of ENVIRONMENTS)
    for (const mode of MODES) for (const source of SOURCES) reveals.zero({ environment, mode, source });

  const revealed = new WeakMap<IncomingMessage, ModeInfo>();
  fastify.addHook('onResponse', (request, reply, done) => {
    const modeInfo = revealed.get(request.raw);
    if (modeInfo) {
      const { environment, effectiveMode: mode, source } = modeInfo;
      reveals.observe({ environment, mode, source }, reply.elapsedTime / 1000);
    }
    done();
  });
  return {
    begins: (step) => {
      const begin = performance.now();
      return () => steps[step].observe((performance.now() - begin) / 1000);
    },
    reveals: (request, modeInfo) => {
      revealed.set(request, modeInfo);
    },
  };
}
