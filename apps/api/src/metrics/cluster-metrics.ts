import { AggregatorRegistry, Gauge, Registry } from 'prom-client';
import {
  isMetricsMessage,
  type MeasuredWorker,
  type MetricsMessage,
  WorkerAnswers,
} from './worker-answers.js';

/** What is served as metrics. */
export interface MetricsSource {
  readonly contentType: string;
  /** In Prometheus's text format; rejects where they cannot be told. */
  metrics(): Promise<string>;
}

/** The other end of a worker's channel, as `process` in a worker. */
export interface WorkerChannel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  send?(message: object, handle: undefined, options: undefined, sent: () => void): unknown;
}

/** In a worker: has its metrics answered for when the process that started it asks. */
export function offerMetrics(
  registry: Pick<Registry, 'getMetricsAsJSON'>,
  channel: WorkerChannel = process,
): void {
  channel.on('message', async (message) => {
    if (!isMetricsMessage(message)) return;
    const { kind, number } = message;
    // Without a reason, which could quote anything: the process that asked goes on with the last answer.
    const metrics = await registry.getMetricsAsJSON().catch(() => undefined);
    const answer: MetricsMessage = metrics ? { kind, number, metrics } : { kind, number };
    // Where nobody takes it, the process that asked has ended, and Node ends this one.
    channel.send?.(answer, undefined, undefined, () => {});
  });
}

/**
 * In the process that started the workers: the metrics of all of them, summed, or averaged where a sum has no meaning,
 * and how many answer. A sum never falls, as Prometheus takes a fall for a restart and counts all of it again: one
 * that does not answer in time counts as it last did, and what those that ended had counted when last asked
 * stays. Rejects where one that listens has never answered: without it the sum would be of some.
 */
export function workersMetrics(listening: () => readonly MeasuredWorker[]): MetricsSource {
  const running = new Map<MeasuredWorker, WorkerAnswers>();
  let ended: readonly object[] = [];

  const answersOf = (worker: MeasuredWorker): WorkerAnswers => {
    const known = running.get(worker);
    if (known) return known;
    const answers = new WorkerAnswers(worker, (last) => {
      running.delete(worker);
      // One for all: however many end, there is one figure for each label.
      if (last) ended = AggregatorRegistry.aggregate([ended, last.filter(onlyGrows)]).getMetricsAsArray();
    });
    running.set(worker, answers);
    return answers;
  };

  return {
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    metrics: async () => {
      const asked = listening().map((worker) => answersOf(worker).ask());
      const answered = (await Promise.all(asked)).filter(Boolean).length;
      const last = [...running.values()].map((answers) => answers.last);
      if (!last.every((metrics) => metrics !== null)) throw new Error('a worker has not answered yet');
      const together = AggregatorRegistry.aggregate([...last, ended]);
      new Gauge({ name: 'ibyok_workers', help: 'Worker processes that answer.', registers: [together] }).set(
        answered,
      );
      return together.metrics();
    },
  };
}

/** Whether a metric, as prom-client writes it, means something beyond the life of its process. */
function onlyGrows(metric: object): boolean {
  return 'type' in metric && (metric.type === 'counter' || metric.type === 'histogram');
}
