import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '@ibyok/mode-resolution';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { TracingConfig } from '../config/tracing.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import { FetchSpans } from './fetch-spans.js';
import { RequestSpans } from './request-spans.js';
import { SayingExporter } from './saying-exporter.js';
import type { Tracing } from './tracing.js';

/** Spans that wait for the collector, at most; what ends beyond that is dropped. */
const MAX_WAITING = 2_048;
/** Spans sent at once, at most. */
const MAX_SENT = 512;
/** Milliseconds that a span waits for others. */
const PATIENCE = 2_000;
/** Milliseconds for one export; a collector that takes longer is given up, with those spans. */
const EXPORT_TIMEOUT = 10_000;
/** Milliseconds that a server which stops gives the collector. */
const LAST_EXPORT = 2_000;

/**
 * Begins to export traces. Nothing is registered globally: no other part of the process can add a span, and no
 * context is carried from call to call. Failures of exports are logged, and change nothing else.
 */
export async function openTracing(
  config: TracingConfig,
  environment: Environment,
  logger: Pick<Logger, 'warn'>,
): Promise<Tracing> {
  const exporter = new SayingExporter(await exporterOf(config), logger);
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        'service.name': config.serviceName,
        'service.instance.id': randomUUID(),
        'deployment.environment.name': environment,
      }),
    ),
    // A statement is linked with all fetches of its batch.
    spanLimits: { linkCountLimit: FETCH_BATCHES.maxBatch },
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: MAX_WAITING,
        maxExportBatchSize: MAX_SENT,
        scheduledDelayMillis: PATIENCE,
        exportTimeoutMillis: EXPORT_TIMEOUT,
      }),
    ],
  });
  const tracer = provider.getTracer('ibyok');
  const requests = new RequestSpans(tracer);
  const fetches = new FetchSpans(tracer, requests);
  return {
    trace: (fastify) => requests.trace(fastify),
    fetches,
    onProblem: ({ raw }, problem) => requests.refused(raw, problem),
    stop: async () => {
      const flushed = provider.shutdown().catch(() => {});
      await Promise.race([flushed, sleep(LAST_EXPORT)]);
    },
  };
}

/** Only the one that is used is loaded. */
async function exporterOf({ protocol, tracesUrl: url }: TracingConfig): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT });
}
