import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { offerMetrics, workersMetrics } from './cluster-metrics.js';

/** Longer than a worker has to answer. */
const TOO_LONG = 10_000;

/** A worker with metrics of its own, both ends of its channel, and what can go wrong with it. */
class FakeWorker extends EventEmitter {
  readonly registry = new Registry();
  readonly #process = new EventEmitter();
  readonly #counter = new Counter({ name: 'denials_total', help: 'h', registers: [this.registry] });
  readonly #gauge = new Gauge({ name: 'waiting', help: 'h', registers: [this.registry] });
  readonly #histogram = new Histogram({
    name: 'duration_seconds',
    help: 'h',
    labelNames: ['route'],
    buckets: [1],
    registers: [this.registry],
  });
  /** What it has not answered yet; null while it answers at once. */
  held: (() => void)[] | null = null;
  isGone = false;

  constructor() {
    super();
    offerMetrics(this.registry, {
      on: (event, listener) => this.#process.on(event, listener),
      // As over a real channel: nothing but JSON arrives.
      send: (answer) => {
        const arrive = () => this.emit('message', JSON.parse(JSON.stringify(answer)));
        if (this.held) this.held.push(arrive);
        else arrive();
      },
    });
  }

  counts(count: number): this {
    this.#counter.inc(count);
    this.#gauge.set(count);
    for (let observed = 0; observed < count; observed += 1)
      this.#histogram.observe({ route: '/external' }, 0.5);
    return this;
  }

  send(message: object, sent: (error: Error | null) => void): void {
    sent(this.isGone ? new Error('the channel is closed') : null);
    if (!this.isGone) this.#process.emit('message', message);
  }

  end(): void {
    this.isGone = true;
    this.emit('exit');
  }
}

/** The metrics of these workers, and what a scrape says of them. */
function measured(...workers: FakeWorker[]) {
  const listening = new Set(workers);
  const source = workersMetrics(() => [...listening]);
  return {
    listening,
    async scrape() {
      const scraped = source.metrics().then(figuresOf, () => 'refused');
      await jest.advanceTimersByTimeAsync(TOO_LONG);
      return scraped;
    },
    end(worker: FakeWorker) {
      listening.delete(worker);
      worker.end();
    },
  };
}

function figuresOf(text: string) {
  const figure = (name: string) => {
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? [];
    return value === undefined ? null : Number(value);
  };
  return {
    counter: figure('denials_total'),
    histogram: figure('duration_seconds_bucket\\{le="1",route="/external"\\}'),
    gauge: figure('waiting'),
    workers: figure('ibyok_workers'),
  };
}

describe('workersMetrics', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('sums what all of them answer', async () => {
    const { scrape } = measured(new FakeWorker().counts(3), new FakeWorker().counts(4));
    expect(await scrape()).toEqual({ counter: 7, histogram: 7, gauge: 7, workers: 2 });
  });

  it('keeps what one that ended had counted, not what it had at that moment', async () => {
    const [first, second] = [new FakeWorker().counts(3), new FakeWorker().counts(4)];
    const { scrape, end } = measured(first, second);
    await scrape();
    end(first);
    expect(await scrape()).toEqual({ counter: 7, histogram: 7, gauge: 4, workers: 1 });
    second.counts(1);
    expect(await scrape()).toMatchObject({ counter: 8, histogram: 8 });
  });

  it('keeps the sum of however many ended, and adds those that take their places', async () => {
    const first = new FakeWorker().counts(1);
    const { scrape, end, listening } = measured(first);
    await scrape();
    end(first);
    for (let count = 2; count <= 5; count += 1) {
      const next = new FakeWorker().counts(1);
      listening.add(next);
      expect(await scrape()).toEqual({ counter: count, histogram: count, gauge: 1, workers: 1 });
      end(next);
    }
    expect(await scrape()).toEqual({ counter: 5, histogram: 5, gauge: null, workers: 0 });
  });

  it('counts one that does not answer in time, or cannot be asked, as it last did', async () => {
    const [slow, other] = [new FakeWorker().counts(3), new FakeWorker().counts(4)];
    const { scrape } = measured(slow, other);
    await scrape();
    slow.held = [];
    slow.counts(1);
    expect(await scrape()).toEqual({ counter: 7, histogram: 7, gauge: 7, workers: 1 });
    // Its answer comes later, and is taken then.
    slow.held.shift()?.();
    slow.counts(1);
    expect(await scrape()).toMatchObject({ counter: 8, workers: 1 });
    slow.isGone = true;
    expect(await scrape()).toMatchObject({ counter: 8, workers: 1 });
  });

  it('says nothing while one that listens has never answered', async () => {
    const [first, second] = [new FakeWorker().counts(3), new FakeWorker().counts(4)];
    const { scrape } = measured(first, second);
    second.held = [];
    expect(await scrape()).toBe('refused');
    second.held = null;
    expect(await scrape()).toMatchObject({ counter: 7, workers: 2 });
  });

  it('leaves out one that ended before it ever answered, also while it is asked', async () => {
    const [first, second] = [new FakeWorker().counts(3), new FakeWorker().counts(4)];
    const { scrape, end } = measured(first, second);
    second.held = [];
    const scraped = scrape();
    end(second);
    expect(await scraped).toMatchObject({ counter: 3, workers: 1 });
    expect(await scrape()).toMatchObject({ counter: 3, workers: 1 });
  });

  it('counts nothing twice that arrives from one that has ended', async () => {
    const [first, second] = [new FakeWorker().counts(3), new FakeWorker().counts(4)];
    const { scrape, end } = measured(first, second);
    await scrape();
    first.held = [];
    await scrape();
    end(first);
    first.held.shift()?.();
    expect(await scrape()).toMatchObject({ counter: 7, gauge: 4, workers: 1 });
  });

  it('goes on with the last answer of one whose metrics cannot be collected, which lives', async () => {
    const worker = new FakeWorker().counts(3);
    const { scrape } = measured(worker);
    expect(await scrape()).toMatchObject({ counter: 3, workers: 1 });
    new Gauge({
      name: 'failing',
      help: 'h',
      registers: [worker.registry],
      collect: () => Promise.reject(new Error('it cannot be collected')),
    });
    expect(await scrape()).toMatchObject({ counter: 3, workers: 0 });
    worker.registry.removeSingleMetric('failing');
    expect(await scrape()).toMatchObject({ counter: 3, workers: 1 });
  });

  it('adds up when it is asked several times at once', async () => {
    const { scrape } = measured(new FakeWorker().counts(3), new FakeWorker().counts(4));
    const scraped = await Promise.all([scrape(), scrape(), scrape()]);
    expect(scraped).toEqual(Array(3).fill(expect.objectContaining({ counter: 7 })));
  });
});
