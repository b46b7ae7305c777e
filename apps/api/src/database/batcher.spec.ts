import { jest } from '@jest/globals';
import { Batcher, QueueFullError } from './batcher.js';

const LIMITS = { maxBatch: 10, maxInFlight: 1, maxWaiting: 100, maxAge: 4_000, deadline: 5_000 };

/** A server of batches that answers when it is told to. */
function stubborn() {
  const batches: { items: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const serve = (items: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      batches.push({ items, answer: () => resolve(items.map((item) => `answer ${item}`)), fail: reject });
    });
  return { batches, serve };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** More turns of the event loop than a batch that has gathered all waits for. */
async function turns() {
  for (let count = 0; count < 4; count += 1) await turn();
}

// Every item is settled before its test ends: one left over would fail seconds later, in another file's tests.
describe('Batcher', () => {
  it('sends an item alone at once, and what arrives meanwhile together', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve });
    const first = batcher.add(1);
    await turns();
    const rest = [batcher.add(2), batcher.add(3)];
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1]]);
    batches[0]?.answer();
    expect(await first).toBe('answer 1');
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    batches[1]?.answer();
    expect(await Promise.all(rest)).toEqual(['answer 2', 'answer 3']);
  });

  it('never lets an item join a batch that has left', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxInFlight: 2 });
    const first = batcher.add(1);
    await turns();
    const second = batcher.add(2);
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1], [2]]);
    for (const batch of batches) batch.answer();
    expect(await Promise.all([first, second])).toEqual(['answer 1', 'answer 2']);
  });

  it('waits for a burst that spreads over turns of the event loop, and no longer', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve });
    const all: Promise<string>[] = [];
    for (const item of [1, 2, 3]) {
      all.push(batcher.add(item));
      await turn();
    }
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3]]);
    batches[0]?.answer();
    expect(await Promise.all(all)).toHaveLength(3);
  });

  it('with patience, waits for items that come later', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, patience: 50 });
    const first = batcher.add(1);
    await turns();
    expect(batches).toEqual([]);
    const second = batcher.add(2);
    while (batches.length === 0) await turn();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2]]);
    batches[0]?.answer();
    expect(await Promise.all([first, second])).toEqual(['answer 1', 'answer 2']);
  });

  it('leaves where the event loop is kept from its next turn, by items that are turned away or come', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxWaiting: 1 });
    // As where sockets are read one after the other: promises' reactions run between, and no setImmediate.
    const keepBusy = async (milliseconds: number) => {
      const until = performance.now() + milliseconds;
      while (performance.now() < until) await null;
    };
    const first = batcher.add(1);
    await keepBusy(30);
    expect(batcher.turnsAway()).toBe(false);
    expect(batches.map(({ items }) => items)).toEqual([[1]]);
    batches[0]?.answer();
    expect(await first).toBe('answer 1');
    const second = batcher.add(2);
    await keepBusy(30);
    const third = batcher.add(3);
    expect(batches.map(({ items }) => items)).toEqual([[1], [2]]);
    batches[1]?.answer();
    expect(await second).toBe('answer 2');
    await turns();
    batches[2]?.answer();
    expect(await third).toBe('answer 3');
  });

  it('keeps batches and their number in flight within their limits', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2, maxInFlight: 2 });
    const all = [1, 2, 3, 4, 5].map((item) => batcher.add(item));
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    batches[0]?.answer();
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [5]]);
    batches[1]?.answer();
    batches[2]?.answer();
    expect(await Promise.all(all)).toHaveLength(5);
  });

  it('fails an item whose time is over, on its way or waiting, and does not serve it any more', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 1, deadline: 20 });
    const settled = await Promise.allSettled([batcher.add(1), batcher.add(2)]);
    expect(settled).toMatchObject([
      { reason: { name: 'BatchTooLateError' } },
      { reason: { name: 'BatchTooLateError' } },
    ]);
    batches[0]?.answer();
    await turns();
    const third = batcher.add(3);
    await turns();
    expect(batches.map(({ items }) => items)).toEqual([[1], [3]]);
    batches[1]?.answer();
    expect(await third).toBe('answer 3');
  });

  it('has room again for as many as failed while they waited, and tells of it', async () => {
    const { batches, serve } = stubborn();
    const told: number[] = [];
    const observe = { waits: (count: number) => told.push(count), leaves: () => {}, refuses: () => {} };
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 1, maxWaiting: 1, deadline: 20, observe });
    const first = batcher.add(1).catch(() => {});
    await turns();
    const second = batcher.add(2).catch(() => {});
    expect(batcher.turnsAway()).toBe(true);
    await Promise.all([first, second]);
    expect(told.at(-1)).toBe(0);
    expect(batcher.turnsAway()).toBe(false);
    batches[0]?.answer();
  });

  it('sends a full batch as soon as the one before it is done, before anything else is', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2 });
    const first = batcher.add(1);
    await turns();
    const rest = [batcher.add(2), batcher.add(3), batcher.add(4)];
    batches[0]?.answer();
    await first;
    expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    batches[1]?.answer();
    await turns();
    batches[2]?.answer();
    expect(await Promise.all(rest)).toEqual(['answer 2', 'answer 3', 'answer 4']);
  });

  it('fails a batch whole, and only that one', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2 });
    const [one, two, three] = [batcher.add(1), batcher.add(2), batcher.add(3)];
    const failed = Promise.allSettled([one, two]);
    await turns();
    batches[0]?.fail(new Error('lost'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turns();
    batches[1]?.answer();
    expect(await three).toBe('answer 3');
  });

  it('refuses a batch whose results do not fit its items', async () => {
    const batcher = new Batcher({ ...LIMITS, serve: async () => [], maxBatch: 2 });
    await expect(batcher.add(1)).rejects.toThrow('one result for each item');
  });

  it('tells who watches what waits, what leaves and what is refused', async () => {
    const { batches, serve } = stubborn();
    const told: string[] = [];
    const observe = {
      waits: (count: number) => told.push(`${count} wait`),
      leaves: (size: number) => told.push(`${size} leave`),
      refuses: () => told.push('one refused'),
    };
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2, maxWaiting: 3, observe });
    const queued = [batcher.add(1), batcher.add(2), batcher.add(3)];
    await expect(batcher.add(4)).rejects.toThrow(QueueFullError);
    expect(told.splice(0)).toEqual(['1 wait', '2 wait', '3 wait', 'one refused']);
    await turns();
    expect(told.splice(0)).toEqual(['1 wait', '2 leave']);
    batches[0]?.answer();
    await turns();
    batches[1]?.answer();
    expect(await Promise.all(queued)).toHaveLength(3);
    expect(told).toEqual(['0 wait', '1 leave']);
  });

  it('refuses while more than a batch waits and has waited too long, and no longer', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2 });
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const first = batcher.add(1);
    await turns();
    // One that is on its way is not waiting, however long it takes.
    now.mockReturnValue(4_500);
    const second = batcher.add(2);
    const third = batcher.add(3);
    now.mockReturnValue(4_500 + LIMITS.maxAge);
    expect(batcher.turnsAway()).toBe(false);
    now.mockReturnValue(4_501 + LIMITS.maxAge);
    expect(batcher.turnsAway()).toBe(true);
    await expect(batcher.add(4)).rejects.toThrow(QueueFullError);
    batches[0]?.answer();
    await turns();
    expect(batcher.turnsAway()).toBe(false);
    const fifth = batcher.add(5);
    batches[1]?.answer();
    await turns();
    batches[2]?.answer();
    now.mockRestore();
    expect(await Promise.all([first, second, third, fifth])).toEqual([
      'answer 1',
      'answer 2',
      'answer 3',
      'answer 5',
    ]);
  });

  it('refuses nothing that goes with the next batch, however long this one takes', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 3 });
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const first = batcher.add(1);
    await turns();
    const second = batcher.add(2);
    const third = batcher.add(3);
    now.mockReturnValue(1_001 + LIMITS.maxAge);
    expect(batcher.turnsAway()).toBe(false);
    const fourth = batcher.add(4);
    expect(batcher.turnsAway()).toBe(true);
    now.mockRestore();
    batches[0]?.answer();
    await turns();
    expect(batches[1]?.items).toEqual([2, 3, 4]);
    batches[1]?.answer();
    expect(await Promise.all([first, second, third, fourth])).toHaveLength(4);
  });

  it('refuses what it cannot queue', async () => {
    const { batches, serve } = stubborn();
    const batcher = new Batcher({ ...LIMITS, serve, maxBatch: 2, maxWaiting: 2 });
    const queued = [batcher.add(1), batcher.add(2)];
    await expect(batcher.add(3)).rejects.toThrow(QueueFullError);
    await turns();
    batches[0]?.answer();
    expect(await Promise.all(queued)).toHaveLength(2);
  });
});
