import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { startDatabase } from '../boot/open-database.js';
import type { Config } from '../config/config.js';
import { presentMasterKeys } from '../config/generated-secrets.js';
import type { Secret } from '../config/secret.js';
import { findRunningEmbeddedPostgres } from '../database/embedded/running-embedded-postgres.js';
import { migrate } from '../database/migrate.js';
import { MIGRATIONS } from '../database/migrations/migrations.js';
import { connectAwsKms } from '../keyring/kms/aws-kms.js';
import { type MasterKey, masterKeyFrom } from '../keyring/master-key.js';
import { readBackup, readBackupHeader } from './backup/backup-file.js';
import { type BackupHeader, backupKeyOf } from './backup/backup-header.js';
import { DamagedBackupError } from './backup/chunk-cipher.js';
import type { BackupAbout, Frame } from './backup/frames.js';
import { withClient } from './backup/with-client.js';
import { writeDatabase } from './backup/write-database.js';
import { recordBackup } from './backup.js';
import { CommandError } from './command-error.js';
import { startProgress } from './progress-bar.js';
import type { Verb } from './verb.js';

const USAGE = 'Usage: restore FILE [--keep-tokens]';

/** Milliseconds; a second in all. */
const BETWEEN_ATTEMPTS = 100;
const ATTEMPTS = 10;

export const restore: Verb = {
  name: 'restore',
  usage: 'FILE [--keep-tokens]',
  summary: 'loads a backup into an empty database; access tokens are suspended until an admin resumes them',
  run: async ({ config, args, say }) => {
    const { file, keepTokens } = optionsFrom(args);
    const { header, length } = readBackupHeader(file);
    const masterKey = await masterKeyOf(config, header);
    await assertStopped(config);
    const key = backupKeyOf(header, masterKey);
    if (key === null) throw damaged();
    const database = await startDatabase(config, say);
    const frames = readBackup(file, length, key);
    try {
      const about = await begin(frames, database.ownerUrl);
      const rows = await withClient(database.ownerUrl, (client) =>
        load(client, { about, keepTokens, id: header.id }, frames),
      );
      await migrate(database.ownerUrl.reveal().toString());
      say(
        `Restored ${rows} rows of ${about.createdAt}. Everybody has to sign in again; open invitations are gone.`,
      );
      if (!keepTokens)
        say('Access tokens are suspended: an admin resumes those that should count, in the dashboard.');
      return 0;
    } catch (error) {
      throw error instanceof DamagedBackupError ? damaged() : error;
    } finally {
      await frames.return(undefined);
      await database.stop();
    }
  },
};

/** Reads what the backup is of, and makes the empty tables that it had. */
async function begin(frames: AsyncGenerator<Frame>, url: Secret): Promise<BackupAbout> {
  const next = await frames.next();
  const first: Frame | undefined = next.done ? undefined : next.value;
  if (first?.kind !== 'begin') throw new DamagedBackupError();
  const names = MIGRATIONS.map(({ name }) => name);
  const { migrations } = first.about;
  if (!migrations.every((name, index) => name === names[index])) {
    throw new CommandError('The backup is of a newer version than this one. Restore it with that version.');
  }
  await migrate(url.reveal().toString(), MIGRATIONS.slice(0, migrations.length));
  return first.about;
}

/** All of it in one transaction: a restore that fails leaves the database as it was. */
async function load(
  client: Client,
  what: { readonly about: BackupAbout; readonly keepTokens: boolean; readonly id: string },
  frames: AsyncIterator<Frame>,
): Promise<number> {
  await assertAlone(client);
  await client.query('BEGIN');
  const progress = startProgress('Restoring rows', 0);
  try {
    const rows = await writeDatabase(client, what, frames, progress.update);
    const { id, about, keepTokens } = what;
    await recordBackup(client, 'backup.restored', { id, rows, createdAt: about.createdAt, keepTokens });
    await client.query('COMMIT');
    return rows;
  } finally {
    progress.stop();
  }
}

async function masterKeyOf(config: Config, { masterKeyId, kms }: BackupHeader): Promise<MasterKey> {
  const present = presentMasterKeys(config).map((key) => masterKeyFrom(key.reveal()));
  const found = present.find(({ id }) => id === masterKeyId);
  if (found) return found;
  if (config.kms && kms?.root === config.kms.keyArn) {
    const service = await connectAwsKms(config.kms);
    const opened = masterKeyFrom(await service.unwrap(Buffer.from(kms.wrapped, 'base64')));
    if (opened.id === masterKeyId) return opened;
  }
  throw new CommandError(
    `The backup opens with the master key ${masterKeyId}${kms ? ` of ${kms.root}` : ''}, which is not here. ` +
      'Give it as IBYOK_MASTER_KEY (or IBYOK_KMS), or put the file master-key into the data directory.',
  );
}

async function assertStopped({ databaseUrl, dataDirectory }: Config): Promise<void> {
  const running = databaseUrl ? null : await findRunningEmbeddedPostgres(dataDirectory);
  if (running !== null) throw stopFirst();
}

/**
 * A server that is connected would go on with what it knows of the data before. PostgreSQL takes a moment to
 * forget a connection whose process has just ended.
 */
async function assertAlone(client: Client): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await setTimeout(BETWEEN_ATTEMPTS);
    const { rows } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ibyok'`,
    );
    if (rows.length === 0) return;
  }
  throw stopFirst();
}

function stopFirst(): CommandError {
  return new CommandError('A server uses this database. Stop it, and restore into an empty one.');
}

function damaged(): CommandError {
  return new CommandError('The backup is damaged: it was cut off or changed. Nothing was restored.');
}

function optionsFrom(args: readonly string[]): { readonly file: string; readonly keepTokens: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'keep-tokens': { type: 'boolean' } },
    });
    const [file, ...rest] = positionals;
    if (file !== undefined && rest.length === 0) return { file, keepTokens: values['keep-tokens'] ?? false };
  } catch {
    // Said below, as for every other wrong call.
  }
  throw new CommandError(USAGE);
}
