import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { jest } from '@jest/globals';
import { HashingThreads, threadsAtOnce } from './hashing-threads.js';

/** Answers every task, a moment later. */
class Thread extends EventEmitter {
  ended = false;

  postMessage(): void {
    if (this.ended) throw new Error('the thread has ended');
    setImmediate(() => this.emit('message', { hash: 'a hash', matches: true }));
  }

  async terminate(): Promise<void> {
    this.ended = true;
  }

  ref(): void {}
  unref(): void {}
}

class FewerThreads extends HashingThreads {
  readonly started: Thread[] = [];

  protected override startThread(): Worker {
    const thread = new Thread();
    this.started.push(thread);
    return thread as unknown as Worker;
  }
}

const TASK = { password: 'right', storedHash: null, words: null };
const MINUTE = 60_000;

it.each([
  { cores: 1, workers: 1, atOnce: 1 },
  { cores: 2, workers: 1, atOnce: 1 },
  { cores: 3, workers: 1, atOnce: 2 },
  { cores: 64, workers: 1, atOnce: 2 },
  { cores: 64, workers: 2, atOnce: 1 },
  { cores: 64, workers: 64, atOnce: 1 },
])('one of $workers workers on $cores cores judges $atOnce at once', ({ cores, workers, atOnce }) => {
  expect(threadsAtOnce(workers, cores)).toBe(atOnce);
});

describe('HashingThreads', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('keeps a thread for a minute, and starts another where somebody comes later', async () => {
    const threads = new FewerThreads({ workers: 1 });
    await threads.run(TASK);
    jest.advanceTimersByTime(MINUTE - 1);
    expect(threads.started.map(({ ended }) => ended)).toEqual([false]);
    jest.advanceTimersByTime(1);
    expect(threads.started.map(({ ended }) => ended)).toEqual([true]);
    expect(await threads.run(TASK)).toMatchObject({ matches: true });
    expect(threads.started.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('ends no thread that was taken again in time, or is at work', async () => {
    const threads = new FewerThreads({ workers: 1 });
    await threads.run(TASK);
    jest.advanceTimersByTime(MINUTE - 1);
    const again = threads.run(TASK);
    jest.advanceTimersByTime(MINUTE);
    expect(threads.started.map(({ ended }) => ended)).toEqual([false]);
    await again;
    jest.advanceTimersByTime(MINUTE - 1);
    expect(threads.started.map(({ ended }) => ended)).toEqual([false]);
  });
});
