import { parseArgs } from 'node:util';
import type { QueryRunner } from 'typeorm';
import { type Pruning, pruneBefore, UnsummedRecordsError } from '../audit/chain/prune.repository.js';
import { sumAllUsage } from '../usage/usage-sums.repository.js';
import { CommandError } from './command-error.js';
import type { Verb } from './verb.js';
import { withOwner } from './with-owner.js';

export const auditPrune: Verb = {
  name: 'audit prune',
  usage: '--before YYYY-MM',
  summary: 'removes the records of the months before that one for good; the chain still verifies',
  run: async ({ config, args, say }) => {
    const month = monthFrom(args, new Date());
    const pruning = await withOwner(config, say, (runner) => prune(runner, month));
    say(
      pruning === null
        ? `There are no records from before ${month}.`
        : `Removed ${pruning.months.join(', ')}: up to record ${pruning.throughSeq}.`,
    );
    return 0;
  },
};

/** What is to go is summed first: usage outlives it. */
async function prune(runner: QueryRunner, month: string): Promise<Pruning | null> {
  await sumAllUsage(runner);
  try {
    return await pruneBefore(runner, month);
  } catch (error) {
    if (!(error instanceof UnsummedRecordsError)) throw error;
    throw new CommandError('Records of those months are not summed yet. Nothing was removed: run it again.');
  }
}

function monthFrom(args: readonly string[], now: Date): string {
  const month = optionFrom(args);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new CommandError('Usage: audit prune --before YYYY-MM');
  if (month > now.toISOString().slice(0, 7)) {
    throw new CommandError('The month is still to come. Records of this month cannot be removed.');
  }
  return month;
}

function optionFrom(args: readonly string[]): string {
  try {
    return parseArgs({ args: [...args], options: { before: { type: 'string' } } }).values.before ?? '';
  } catch {
    return '';
  }
}
