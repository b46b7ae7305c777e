/** What goes between the processes: a question with a number, and the answer to it. */
export interface MetricsMessage {
  readonly kind: 'ibyok:metrics';
  readonly number: number;
  /** As prom-client writes them; only it reads them. An answer without them: they could not be collected. */
  readonly metrics?: readonly object[];
}

/** A process that answers for its metrics, as node:cluster's Worker. */
export interface MeasuredWorker {
  on(event: 'message' | 'exit', listener: (message: unknown) => void): unknown;
  send(message: object, sent: (error: Error | null) => void): unknown;
}

/** Milliseconds that a worker has to answer. */
const PATIENCE = 2_000;

/** Whether a message is of metrics; Node and libraries send others over the same channel. */
export function isMetricsMessage(message: unknown): message is MetricsMessage {
  return (message as Partial<MetricsMessage> | null)?.kind === 'ibyok:metrics';
}

/** Asks a worker for its metrics, and keeps what it answered last, however late. */
export class WorkerAnswers {
  readonly #worker: MeasuredWorker;
  readonly #waiting = new Map<number, (answered: boolean) => void>();
  #number = 0;
  #last: readonly object[] | null = null;

  /** Calls `ended` once, with the last answer, when the worker has ended. */
  constructor(worker: MeasuredWorker, ended: (last: readonly object[] | null) => void) {
    this.#worker = worker;
    worker.on('message', (message) => {
      if (isMetricsMessage(message)) this.#take(message);
    });
    worker.on('exit', () => {
      for (const settle of this.#waiting.values()) settle(false);
      ended(this.#last);
    });
  }

  /** What the worker answered last; null where it never did. */
  get last(): readonly object[] | null {
    return this.#last;
  }

  /** Resolves to whether the worker answers in time. */
  ask(): Promise<boolean> {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve) => {
      const settle = (answered: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(number);
        resolve(answered);
      };
      const timer = setTimeout(settle, PATIENCE, false);
      this.#waiting.set(number, settle);
      this.#worker.send({ kind: 'ibyok:metrics', number } satisfies MetricsMessage, (error) => {
        if (error) settle(false);
      });
    });
  }

  #take({ number, metrics }: MetricsMessage): void {
    if (metrics) this.#last = metrics;
    this.#waiting.get(number)?.(metrics !== undefined);
  }
}
