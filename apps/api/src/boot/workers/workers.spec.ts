import type { Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { Secret } from '../../config/secret.js';
import type { WorkerOrders } from './worker-orders.js';
import { ASKS_FOR_ORDERS, HAS_ANNOUNCED } from './worker-orders.js';
import { Workers } from './workers.js';

/** A worker that does nothing by itself. */
class FakeWorker extends EventEmitter {
  readonly orders: WorkerOrders[] = [];
  readonly signals: string[] = [];
  readonly process: { readonly pid: number | undefined; kill(signal: string): void };

  constructor(pid: number | undefined) {
    super();
    this.process = { pid, kill: (signal) => this.signals.push(signal) };
  }

  send(orders: WorkerOrders, done?: (error: Error | null) => void): void {
    this.orders.push(orders);
    done?.(null);
  }

  /** Whether it is to announce, once it asks. */
  asks(): boolean | undefined {
    this.emit('message', ASKS_FOR_ORDERS);
    return this.orders.at(-1)?.announces;
  }

  ends(code: number | null, signal: string | null = null): void {
    this.emit('exit', code, signal);
  }
}

/** Some workers on a system whose clock stands still until a test turns it. */
function system(count: number) {
  const forked: FakeWorker[] = [];
  const said: string[] = [];
  const pauses: number[] = [];
  const clock = { now: 0, refusesForks: false };
  const fork = () => {
    const worker = new FakeWorker(clock.refusesForks ? undefined : forked.length + 1);
    forked.push(worker);
    return worker as unknown as Worker;
  };
  const wait = async (milliseconds: number) => {
    pauses.push(milliseconds);
    clock.now += milliseconds;
  };
  const say = (line: string) => said.push(line);
  const url = new Secret('postgresql://localhost/ibyok');
  const workers = new Workers(count, url, say, { fork, now: () => clock.now, wait });
  return { workers, forked, said, pauses, clock };
}

/** Lets all that waits for nothing happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function nth(forked: readonly FakeWorker[], index: number): FakeWorker {
  const worker = forked.at(index);
  if (!worker) throw new Error(`there is no worker ${index}`);
  return worker;
}

/** As many that listen. */
async function listening(count: number) {
  const all = system(count);
  const started = all.workers.start();
  nth(all.forked, 0).emit('listening');
  await settle();
  for (const worker of all.forked.slice(1)) worker.emit('listening');
  await started;
  return all;
}

describe('the start', () => {
  it.each([
    { code: 78, signal: null, exitCode: 78, line: null },
    { code: null, signal: 'SIGKILL', exitCode: 1, line: expect.stringContaining('SIGKILL') },
    { code: 0, signal: null, exitCode: 1, line: expect.stringContaining('asked to end') },
  ] as const)(
    'fails where one ends with $code or $signal, and never with 0 or without a word',
    async ({ code, signal, exitCode, line }) => {
      for (const failing of [0, 1]) {
        const { workers, forked } = system(2);
        const started = workers.start();
        if (failing === 1) nth(forked, 0).emit('listening');
        await settle();
        nth(forked, failing).ends(code, signal);
        await expect(started).rejects.toMatchObject({ exitCode, line });
      }
    },
  );

  it('fails where the system refuses a process, and waits for none that never ran', async () => {
    const { workers, forked, clock } = system(1);
    clock.refusesForks = true;
    const started = workers.start();
    nth(forked, 0).emit('error', Object.assign(new Error('spawn'), { code: 'EAGAIN' }));
    await expect(started).rejects.toMatchObject({ exitCode: 1, line: expect.stringContaining('EAGAIN') });
    await workers.stop();
  });

  it('starts no more where it is stopped meanwhile', async () => {
    const { workers, forked } = system(3);
    const started = workers.start();
    const stopped = workers.stop();
    nth(forked, 0).emit('listening');
    await expect(started).rejects.toThrow('aborted');
    nth(forked, 0).ends(0);
    await stopped;
    expect(forked).toHaveLength(1);
    expect(nth(forked, 0).signals).toEqual(['SIGTERM']);
  });
});

describe('a worker that ended', () => {
  it('is replaced after pauses that double to 30 s, and is the first again once one has lived a while', async () => {
    const { forked, pauses, clock } = await listening(2);
    nth(forked, 0).ends(1);
    await settle();
    // In turn it dies before it listens, and soon after.
    for (let count = 0; count < 6; count += 1) {
      if (count % 2 === 0) nth(forked, -1).emit('listening');
      await settle();
      nth(forked, -1).ends(1);
      await settle();
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    nth(forked, -1).emit('listening');
    await settle();
    clock.now += 3_600_000;
    nth(forked, -1).ends(1);
    await settle();
    expect(pauses.at(-1)).toBe(1_000);
    // Another one has done nothing to wait for.
    nth(forked, 1).ends(1);
    await settle();
    expect(pauses.at(-1)).toBe(1_000);
  });

  it('is replaced also where the system refuses that at first, which is said', async () => {
    const { workers, forked, said, clock } = await listening(1);
    clock.refusesForks = true;
    nth(forked, 0).ends(null, 'SIGKILL');
    await settle();
    clock.refusesForks = false;
    nth(forked, 1).emit('error', Object.assign(new Error('spawn'), { code: 'EMFILE' }));
    await settle();
    nth(forked, 2).emit('listening');
    expect(workers.listening).toEqual([nth(forked, 2)]);
    expect(said).toEqual([
      'A worker ended; another takes its place.',
      expect.stringContaining('EMFILE'),
      'A worker ended; another takes its place.',
    ]);
  });

  it('is waited for where only a message to it was lost', async () => {
    const { workers, forked } = await listening(1);
    nth(forked, 0).emit('error', Object.assign(new Error('write'), { code: 'EPIPE' }));
    await settle();
    expect(workers.listening).toHaveLength(1);
    const stopped = workers.stop();
    expect(nth(forked, 0).signals).toEqual(['SIGTERM']);
    nth(forked, 0).ends(0);
    await stopped;
    expect(forked).toHaveLength(1);
  });
});

describe('the announcement', () => {
  it('is made by one at a time, until one has made it', async () => {
    const { forked } = await listening(2);
    expect(forked.map((worker) => worker.asks())).toEqual([true, false]);
    nth(forked, 0).ends(1);
    await settle();
    expect(nth(forked, 2).asks()).toBe(true);
    nth(forked, 2).emit('message', HAS_ANNOUNCED);
    nth(forked, 2).emit('listening');
    await settle();
    nth(forked, 2).ends(1);
    await settle();
    expect(nth(forked, 3).asks()).toBe(false);
  });
});
