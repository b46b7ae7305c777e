import type { QueryRunner } from 'typeorm';
import { examineRows } from '../keyring/doctor/examine-rows.js';
import { findOrphans } from '../keyring/doctor/orphans.repository.js';
import { Keyring } from '../keyring/keyring.js';
import { countByMasterKey } from '../keyring/rewrap/rewrap.repository.js';
import { readUsageLag, type UsageLag } from '../usage/usage-lag.repository.js';
import { CommandError } from './command-error.js';
import { startProgress } from './progress-bar.js';
import type { Verb } from './verb.js';
import { withOwner } from './with-owner.js';

/** Findings of one kind that are shown; damage can be everywhere. */
const SHOWN = 100;

export const doctor: Verb = {
  name: 'doctor',
  usage: '',
  summary:
    'tells which stored keys open, under which master key, what belongs to nothing, and how far usage is summed',
  run: async ({ config, args, say }) => {
    if (args.length > 0) throw new CommandError('Usage: doctor');
    return withOwner(config, say, async (runner, masterKeys) => {
      const keyring = new Keyring(await masterKeys());
      const counts = await countByMasterKey(runner);
      const missing = sayMasterKeys(keyring, counts, say);
      const closed = await sayClosedRows(runner, keyring, counts, say);
      const orphans = await findOrphans(runner);
      for (const orphan of orphans) say(`Belongs to nothing: ${orphan}.`);
      say(lagWords(await readUsageLag(runner)));
      const healthy = missing + closed + orphans.length === 0;
      say(healthy ? 'All is well.' : 'Something is wrong.');
      return healthy ? 0 : 1;
    });
  },
};

function sayMasterKeys(
  { masterKeyIds }: Keyring,
  counts: ReadonlyMap<string, number>,
  say: (line: string) => void,
): number {
  for (const [index, id] of masterKeyIds.entries()) {
    const use = index === 0 ? 'the newest: it wraps what is stored from now on' : 'opens what is older';
    say(`Master key ${id}: ${counts.get(id) ?? 0} rows; ${use}.`);
  }
  const missing = [...counts].filter(([id]) => !masterKeyIds.includes(id));
  for (const [id, count] of missing) say(`Master key ${id}: ${count} rows; this server does not have it.`);
  return missing.length;
}

async function sayClosedRows(
  runner: QueryRunner,
  keyring: Keyring,
  counts: ReadonlyMap<string, number>,
  say: (line: string) => void,
): Promise<number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const progress = startProgress('Opening', total);
  let closed = 0;
  try {
    for await (const { table, place, masterKeyId } of examineRows(runner, keyring, (rows) =>
      progress.update(rows),
    )) {
      closed += 1;
      if (closed <= SHOWN) say(`Does not open: ${table} (${place}), under ${masterKeyId}.`);
    }
  } finally {
    progress.stop();
  }
  if (closed > SHOWN) say(`… and ${closed - SHOWN} more that do not open.`);
  say(`${total - closed} of ${total} rows open.`);
  return closed;
}

/** How far behind is no fault: what is not summed is counted from the record. */
function lagWords({ records, since, seconds }: UsageLag): string {
  if (since === null) return 'Usage sums: up to date.';
  return `Usage sums: ${records} ${records === 1 ? 'record' : 'records'} behind, since ${since.toISOString()} (${seconds} s).`;
}
