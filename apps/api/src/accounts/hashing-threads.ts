import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { overloaded } from '../http/problem.js';

/** A password to check against a hash, or a new one to hash. */
export interface HashingTask {
  readonly password: string;
  /** Null: to hash it. */
  readonly storedHash: string | null;
  /** Of the account: beside these a new password must be hard to guess. Null: whatever it is. */
  readonly words: readonly string[] | null;
}

/** What came of a task: the hash, unless the password is easy to guess; whether it matches the stored one. */
export interface HashingResult {
  readonly hash: string | null;
  readonly matches: boolean;
}

/** What a thread says of a task. */
export type HashingAnswer = HashingResult | { readonly failed: true };

const MOST_AT_ONCE = 2;
const MAX_WAITING = 64;
/** Milliseconds: the word lists that new passwords are judged by take some ten MB, and people come seldom. */
const IDLE_FOR = 60_000;

/**
 * How many passwords one of some workers judges at once, on a machine with some cores: shared among the workers, as
 * they share the machine, but one at least. A core at least is left to fetches, whose every step waits for another
 * process.
 */
export function threadsAtOnce(workers: number, cores: number): number {
  return cores > MOST_AT_ONCE ? Math.max(1, Math.floor(MOST_AT_ONCE / workers)) : 1;
}

/**
 * Threads that judge and hash passwords, a few at a time, at a low priority: a flood of sign-ins takes the time
 * that fetches leave. Started at the first need, and ended when idle for a minute; idle ones do not keep the process
 * alive.
 */
@Injectable()
export class HashingThreads {
  readonly #idle: { readonly worker: Worker; readonly end: NodeJS.Timeout }[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
  readonly #atOnce: number;
  #threads = 0;

  constructor(@InjectConfig() { workers }: Pick<ServerConfig, 'workers'>) {
    this.#atOnce = threadsAtOnce(workers, availableParallelism());
  }

  /** Does one task, in its turn. Throws 503 `overloaded` where too many wait already. */
  async run(task: HashingTask): Promise<HashingResult> {
    const worker = await this.acquire();
    let answer: HashingAnswer;
    try {
      answer = await ask(worker, task);
    } catch (error) {
      this.#threads -= 1;
      if (this.#waiting.length > 0) this.release(this.start());
      throw error;
    }
    this.release(worker);
    if ('failed' in answer) throw new Error('a password could not be hashed or checked');
    return answer;
  }

  private async acquire(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle) {
      clearTimeout(idle.end);
      return idle.worker;
    }
    if (this.#threads < this.#atOnce) return this.start();
    if (this.#waiting.length >= MAX_WAITING) throw overloaded();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** To who waits longest, so that nobody comes between. */
  private release(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push({ worker, end: setTimeout(() => this.end(worker), IDLE_FOR).unref() });
  }

  private end(worker: Worker): void {
    const place = this.#idle.findIndex((idle) => idle.worker === worker);
    this.#idle.splice(place, 1);
    this.#threads -= 1;
    void worker.terminate();
  }

  private start(): Worker {
    this.#threads += 1;
    return this.startThread();
  }

  protected startThread(): Worker {
    return new Worker(new URL('./hashing-thread.js', import.meta.url), { env: {}, name: 'passwords' });
  }
}

/** Keeps the process alive until the thread has answered; fails where the thread ends instead. */
function ask(worker: Worker, task: HashingTask): Promise<HashingAnswer> {
  worker.ref();
  return new Promise<HashingAnswer>((resolve, reject) => {
    const ended = (): void => reject(new Error('a thread that hashes passwords has ended'));
    worker.once('error', ended).once('exit', ended);
    worker.once('message', (answer: HashingAnswer) => {
      worker.off('error', ended).off('exit', ended);
      resolve(answer);
    });
    worker.postMessage(task);
  }).finally(() => worker.unref());
}
