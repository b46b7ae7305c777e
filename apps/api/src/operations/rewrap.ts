import { parseArgs } from 'node:util';
import type { QueryRunner } from 'typeorm';
import { appendAuditRecords } from '../audit/audit-records.repository.js';
import type { Config } from '../config/config.js';
import { Keyring } from '../keyring/keyring.js';
import { connectAwsKms } from '../keyring/kms/aws-kms.js';
import { addKmsMasterKey } from '../keyring/kms/kms-master-keys.js';
import { type RewrapResult, rewrapAll } from '../keyring/rewrap/rewrap.js';
import { countByMasterKey, isAnnounced, rewrapStore } from '../keyring/rewrap/rewrap.repository.js';
import { CommandError } from './command-error.js';
import { startProgress } from './progress-bar.js';
import type { Verb } from './verb.js';
import { withOwner } from './with-owner.js';

const USAGE = 'Usage: rewrap [--new-kms-key]';

export const rewrap: Verb = {
  name: 'rewrap',
  usage: '[--new-kms-key]',
  summary:
    'wraps every stored key under the newest master key, beside running servers; may be ended and begun again',
  run: async ({ config, args, say }) => {
    const makesKey = wantsNewKey(args);
    return withOwner(config, say, async (runner, masterKeys) => {
      if (makesKey) return makeKey(runner, config, say);
      const keyring = new Keyring(await masterKeys());
      await assertAnnounced(runner, keyring);
      const result = await rewrapWithProgress(runner, keyring);
      await record(runner, keyring, result);
      return report(runner, keyring, result, say);
    });
  },
};

async function rewrapWithProgress(runner: QueryRunner, keyring: Keyring): Promise<RewrapResult> {
  const counts = await countByMasterKey(runner);
  const [newest = '', ...older] = keyring.masterKeyIds;
  const total = older.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
  const progress = startProgress(`Rewrapping under ${newest}`, total);
  try {
    return await rewrapAll(rewrapStore(runner), keyring, (done) => progress.update(done));
  } finally {
    progress.stop();
  }
}

/** A server that does not have the newest master key could not open what is rewrapped. */
async function assertAnnounced(runner: QueryRunner, { masterKeyIds: [newest = ''] }: Keyring): Promise<void> {
  if (await isAnnounced(runner, newest)) return;
  throw new CommandError(
    `No server has been started with the master key ${newest} yet. Give every server the new master key first, ` +
      'before the old one in IBYOK_MASTER_KEY, restart them all, and then run this again.',
  );
}

async function record(runner: QueryRunner, keyring: Keyring, result: RewrapResult): Promise<void> {
  await appendAuditRecords(runner.manager, [
    {
      tenantId: null,
      actor: { type: 'server', id: null, name: null },
      action: 'keyring.rewrapped',
      outcome: 'allowed',
      requests: [{ requestId: null, ip: null }],
      detail: { ...result, masterKeyId: keyring.masterKeyIds[0] },
    },
  ]);
}

async function report(
  runner: QueryRunner,
  keyring: Keyring,
  { rewrapped, failed }: RewrapResult,
  say: (line: string) => void,
): Promise<number> {
  const counts = await countByMasterKey(runner);
  const [newest = '', ...older] = keyring.masterKeyIds;
  const left = [...counts].filter(([id]) => id !== newest);
  say(`Rewrapped ${rewrapped} rows under ${newest}.`);
  if (failed > 0) say(`${failed} rows do not open and stay as they are: run doctor.`);
  for (const [id, count] of left) say(`${count} rows still need the master key ${id}.`);
  for (const id of older.filter((one) => !counts.has(one)))
    say(`No row needs the master key ${id} any more.`);
  return failed === 0 && left.length === 0 ? 0 : 1;
}

async function makeKey(runner: QueryRunner, { kms }: Config, say: (line: string) => void): Promise<number> {
  if (!kms)
    throw new CommandError(
      '--new-kms-key needs IBYOK_KMS. Otherwise put a new key first in IBYOK_MASTER_KEY.',
    );
  const query = <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> =>
    runner.query(sql, values ? [...values] : undefined);
  const id = await addKmsMasterKey(query, await connectAwsKms(kms), kms.keyArn);
  say(`AWS KMS made the master key ${id}. Restart every server, so that they all have it, and run rewrap.`);
  return 0;
}

function wantsNewKey(args: readonly string[]): boolean {
  try {
    const { values } = parseArgs({ args: [...args], options: { 'new-kms-key': { type: 'boolean' } } });
    return values['new-kms-key'] ?? false;
  } catch {
    throw new CommandError(USAGE);
  }
}
