import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Secret } from '../../config/secret.js';
import { ASKS_FOR_ORDERS, type WorkerOrders } from './worker-orders.js';

/** Milliseconds before a worker that ended is replaced: one that cannot live must not take the machine. */
const PAUSE = 1_000;

/** A worker ended before it listened; it has said why. */
export class WorkerStartError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('a worker could not start');
    this.name = 'WorkerStartError';
    this.exitCode = exitCode;
  }
}

/** The processes that answer, kept at their number. */
export class Workers {
  readonly #count: number;
  readonly #databaseUrl: Secret;
  readonly #say: (line: string) => void;
  readonly #running = new Set<Worker>();
  readonly #listening = new Set<Worker>();
  readonly #stopping = new AbortController();

  constructor(count: number, databaseUrl: Secret, say: (line: string) => void) {
    this.#count = count;
    this.#databaseUrl = databaseUrl;
    this.#say = say;
  }

  /** Those that answer now. */
  get listening(): readonly Worker[] {
    return [...this.#listening];
  }

  /** Resolves when all of them listen. Throws WorkerStartError where one cannot. */
  async start(): Promise<void> {
    await this.#begin({ announces: true });
    const others = Array.from({ length: this.#count - 1 }, () => this.#begin({ announces: false }));
    await Promise.all(others);
  }

  /** Asks all of them to stop, and resolves when they have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const ended = [...this.#running].map(async (worker) => {
      const exit = once(worker, 'exit');
      // Not worker.kill(), which cuts the channel: the worker would end with requests unanswered.
      worker.process.kill('SIGTERM');
      await exit;
    });
    await Promise.all(ended);
  }

  async #begin({ announces }: Pick<WorkerOrders, 'announces'>): Promise<void> {
    const worker = cluster.fork();
    this.#running.add(worker);
    const databaseUrl = this.#databaseUrl.reveal().toString();
    worker.on('message', (message) => {
      if (message !== ASKS_FOR_ORDERS) return;
      worker.send({ kind: 'ibyok:begin', databaseUrl, announces } satisfies WorkerOrders);
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('listening', () => {
        this.#listening.add(worker);
        resolve();
      });
      worker.once('exit', (code: number | null) => {
        this.#running.delete(worker);
        if (this.#listening.delete(worker)) void this.#replace();
        else reject(new WorkerStartError(code ?? 1));
      });
    });
  }

  /** Tries until one listens, or the server stops. */
  async #replace(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#say('A worker ended; another takes its place.');
      try {
        await wait(PAUSE, undefined, { signal });
        return await this.#begin({ announces: false });
      } catch {
        // Either the server stops, or the next one is tried.
      }
    }
  }
}
