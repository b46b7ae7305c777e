import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { UsageSums } from './usage-sums.js';

/** How many steps are taken in one period, where they come to so many records. */
async function stepsOf(answers: readonly (number | null)[]): Promise<number> {
  jest.useFakeTimers();
  let steps = 0;
  const query = async () => {
    const records = answers[Math.min(steps, answers.length - 1)];
    steps += 1;
    if (steps > 50) throw new Error('there is no end to it');
    return [{ records: records == null ? null : String(records) }];
  };
  const sums = new UsageSums({ query } as unknown as DataSource);
  try {
    sums.onModuleInit();
    await jest.advanceTimersByTimeAsync(1_000);
    return steps;
  } finally {
    await sums.onModuleDestroy();
    jest.useRealTimers();
  }
}

describe('UsageSums', () => {
  it('takes one step where there is little, however steadily more comes', async () => {
    expect(await stepsOf([3])).toBe(1);
  });

  it('goes on while steps are full', async () => {
    expect(await stepsOf([20_000, 20_001, 19_999])).toBe(3);
  });

  it('leaves it to whoever else is at it', async () => {
    expect(await stepsOf([null])).toBe(1);
  });
});
