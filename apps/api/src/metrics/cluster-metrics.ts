import type { Worker } from 'node:cluster';
import { AggregatorRegistry, Gauge, Registry } from 'prom-client';

/** What is served as metrics. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** Milliseconds that a worker has to answer; it is left out otherwise. */
const PATIENCE = 2_000;

/** What goes between the processes: a question with a number, and the answer to it. */
interface MetricsMessage {
  readonly kind: 'ibyok:metrics';
  readonly number: number;
  /** As prom-client writes them; only it reads them. */
  readonly metrics?: object[];
}

/** In a worker: has its metrics answered for when the process that started it asks. */
export function offerMetrics(registry: Registry): void {
  process.on('message', (message: unknown) => {
    if (isMetricsMessage(message)) void answer(message, registry);
  });
}

async function answer({ kind, number }: MetricsMessage, registry: Registry): Promise<void> {
  const metrics = await registry.getMetricsAsJSON();
  process.send?.({ kind, number, metrics } satisfies MetricsMessage);
}

/**
 * In the process that started the workers: the metrics of those that listen now, summed, or averaged where a sum has
 * no meaning, and how many they are. One that ends or does not answer meanwhile is left out.
 */
export function workersMetrics(listening: () => readonly Worker[]): MetricsSource {
  let number = 0;
  return {
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    metrics: async () => {
      number += 1;
      const asked = number;
      const answers = await Promise.all(listening().map((worker) => ask(worker, asked)));
      const answered = answers.filter((metrics) => metrics.length > 0);
      const together = AggregatorRegistry.aggregate(answered);
      new Gauge({ name: 'ibyok_workers', help: 'Worker processes that answer.', registers: [together] }).set(
        answered.length,
      );
      return together.metrics();
    },
  };
}

function ask(worker: Worker, number: number): Promise<object[]> {
  return new Promise((resolve) => {
    const done = (metrics: object[]): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit);
      resolve(metrics);
    };
    const onMessage = (message: unknown): void => {
      if (isMetricsMessage(message) && message.number === number) done(message.metrics ?? []);
    };
    const onExit = (): void => done([]);
    const timer = setTimeout(onExit, PATIENCE);
    worker.on('message', onMessage).on('exit', onExit);
    worker.send({ kind: 'ibyok:metrics', number } satisfies MetricsMessage, (error) => {
      if (error) done([]);
    });
  });
}

function isMetricsMessage(message: unknown): message is MetricsMessage {
  return (message as Partial<MetricsMessage> | null)?.kind === 'ibyok:metrics';
}
