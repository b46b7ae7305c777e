import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Secret } from '../../config/secret.js';
import { Announcement } from './announcement.js';
import { WORKER_VARIABLES } from './own-worker.js';
import { longerPause, pauseAfter } from './pauses.js';
import { ASKS_FOR_ORDERS, HAS_ANNOUNCED, type WorkerOrders } from './worker-orders.js';
import { WorkerStartError } from './worker-start-error.js';

/** Not what this process was started with, which may be a script around it that prepares things first. */
const MAIN = fileURLToPath(new URL('../../main.js', import.meta.url));

/** What there is of the system. */
export interface WorkersSystem {
  readonly fork: () => Worker;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
  /** Resolves after some milliseconds; rejects when the signal comes first. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

const SYSTEM: WorkersSystem = {
  fork: () => {
    cluster.setupPrimary({ exec: MAIN });
    return cluster.fork(WORKER_VARIABLES);
  },
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

/** The processes that answer, kept at their number. */
export class Workers {
  readonly #count: number;
  readonly #databaseUrl: Secret;
  readonly #say: (line: string) => void;
  readonly #system: WorkersSystem;
  /** Each with its end. */
  readonly #running = new Map<Worker, Promise<void>>();
  readonly #listening = new Set<Worker>();
  readonly #announcement = new Announcement();
  readonly #stopping = new AbortController();

  constructor(count: number, databaseUrl: Secret, say: (line: string) => void, system = SYSTEM) {
    this.#count = count;
    this.#databaseUrl = databaseUrl;
    this.#say = say;
    this.#system = system;
  }

  /** Those that answer now. */
  get listening(): readonly Worker[] {
    return [...this.#listening];
  }

  /** Resolves when all of them listen. Throws WorkerStartError where one cannot, whichever it is. */
  async start(): Promise<void> {
    await this.#begin(0);
    const others = Array.from({ length: this.#count - 1 }, () => this.#begin(0));
    await Promise.all(others);
  }

  /** Asks all of them to stop, and resolves when they have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    // Not worker.kill(), which cuts the channel: the worker would end with requests unanswered.
    for (const worker of this.#running.keys()) worker.process.kill('SIGTERM');
    await Promise.all(this.#running.values());
  }

  /** Resolves when one more listens, before which there was this pause, in milliseconds. */
  async #begin(pause: number): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    const worker = this.#fork();
    const began = this.#system.now();
    const listens = new Promise<void>((resolve) => {
      worker.once('listening', () => {
        this.#listening.add(worker);
        resolve();
      });
    });
    const end = endOf(worker);
    const ended = end.then(() => {
      this.#running.delete(worker);
      this.#announcement.ended(worker);
      if (this.#listening.delete(worker)) void this.#replace(pauseAfter(this.#system.now() - began, pause));
    });
    this.#running.set(worker, ended);
    this.#instruct(worker);
    await Promise.race([listens, end.then((error) => Promise.reject(error))]);
  }

  #fork(): Worker {
    try {
      return this.#system.fork();
    } catch (error) {
      throw WorkerStartError.ofRefusedFork(error);
    }
  }

  #instruct(worker: Worker): void {
    worker.on('message', (message) => {
      if (message === HAS_ANNOUNCED) this.#announcement.made();
      if (message !== ASKS_FOR_ORDERS) return;
      const orders: WorkerOrders = {
        kind: 'ibyok:begin',
        databaseUrl: this.#databaseUrl.reveal().toString(),
        announces: this.#announcement.entrust(worker),
      };
      // One that does not get them has ended meanwhile, which is noticed anyway.
      worker.send(orders, () => {});
    });
  }

  /** Tries until one listens, or the server stops; after a pause, in milliseconds, that grows. */
  async #replace(firstPause: number): Promise<void> {
    const { signal } = this.#stopping;
    for (let pause = firstPause; !signal.aborted; pause = longerPause(pause)) {
      this.#say('A worker ended; another takes its place.');
      try {
        await this.#system.wait(pause, signal);
        return await this.#begin(pause);
      } catch (error) {
        // Either the server stops, or the next one is tried.
        if (!signal.aborted && error instanceof WorkerStartError && error.line) this.#say(error.line);
      }
    }
  }
}

/** Resolves when the process has ended, or could not be started, to what that means before it listens. */
function endOf(worker: Worker): Promise<WorkerStartError> {
  return new Promise((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => {
      resolve(WorkerStartError.ofEnd(code, signal));
    });
    // Without a listener it would end this process; where the worker was started, its end is noticed above.
    worker.on('error', (error) => {
      if (worker.process.pid === undefined) resolve(WorkerStartError.ofRefusedFork(error));
    });
  });
}
