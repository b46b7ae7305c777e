import { jest } from '@jest/globals';
import { HeldSteps } from './held-steps.js';

const LIMITS = { wait: 500, most: 3 };

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});

afterEach(() => {
  jest.useRealTimers();
});

function holding() {
  const held = new HeldSteps(LIMITS);
  const taken: number[] = [];
  return { held, taken, hold: (number: number) => held.hold(() => taken.push(number)) };
}

describe('HeldSteps', () => {
  it('takes each once its time has come, in their order, and then needs no timer', () => {
    const { taken, hold } = holding();
    hold(1);
    jest.advanceTimersByTime(100);
    hold(2);
    jest.advanceTimersByTime(399);
    expect(taken).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(taken).toEqual([1]);
    jest.advanceTimersByTime(100);
    expect(taken).toEqual([1, 2]);
    expect(jest.getTimerCount()).toBe(0);
    hold(3);
    jest.advanceTimersByTime(500);
    expect(taken).toEqual([1, 2, 3]);
  });

  it('takes what is overdue where it is told to, as timers can be late', () => {
    const { held, taken, hold } = holding();
    hold(1);
    hold(2);
    const now = jest.spyOn(performance, 'now').mockReturnValue(550);
    held.takeOverdue();
    expect(taken).toEqual([]);
    now.mockReturnValue(551);
    hold(3);
    held.takeOverdue();
    expect(taken).toEqual([1, 2]);
    now.mockRestore();
  });

  it('takes a further one at once where as many are held as may be', () => {
    const { taken, hold } = holding();
    for (const number of [1, 2, 3, 4]) hold(number);
    expect(taken).toEqual([4]);
    jest.advanceTimersByTime(500);
    expect(taken).toEqual([4, 1, 2, 3]);
  });
});
