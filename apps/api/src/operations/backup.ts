import type { Client } from 'pg';
import type { AuditAction } from '../audit/audit-entry.js';
import { appendAuditRecords } from '../audit/audit-records.repository.js';
import { openMasterKeys } from '../boot/open-master-keys.js';
import { masterKeyFrom } from '../keyring/master-key.js';
import { writeBackup } from './backup/backup-file.js';
import { type KmsWrapped, newBackupKey } from './backup/backup-header.js';
import type { Frame } from './backup/frames.js';
import { readDatabase } from './backup/read-database.js';
import { withClient } from './backup/with-client.js';
import { CommandError } from './command-error.js';
import { openServerDatabase } from './open-server-database.js';
import { type ProgressBar, startProgress } from './progress-bar.js';
import type { Verb } from './verb.js';

export const backup: Verb = {
  name: 'backup',
  usage: 'FILE',
  summary:
    'writes everything into a new encrypted file, beside a running server; it opens with the master key',
  run: async ({ config, args, say }) => {
    const [file, ...rest] = args;
    if (file === undefined || rest.length > 0) throw new CommandError('Usage: backup FILE');
    const database = await openServerDatabase(config, say);
    try {
      const [newest] = await openMasterKeys(config, database.ownerUrl);
      if (!newest) throw new Error('a server has a master key');
      const masterKey = masterKeyFrom(newest.reveal());
      return await withClient(database.ownerUrl, async (client) => {
        const { key, header } = newBackupKey(masterKey, await kmsWrapped(client, masterKey.id));
        const progress = startProgress('Backing up rows', await estimateRows(client));
        const counted = new Counting();
        await writeBackup(
          file,
          header,
          key,
          counted.through(readDatabase(client, new Date(), progress.update), progress),
        );
        await recordBackup(client, 'backup.created', { id: header.id, rows: counted.rows });
        say(`Backed up ${counted.rows} rows. To restore them takes the master key ${header.masterKeyId}.`);
        return 0;
      });
    } finally {
      await database.stop();
    }
  },
};

/** Notes how many rows a backup says it has. */
class Counting {
  rows = 0;

  async *through(frames: AsyncIterable<Frame>, progress: ProgressBar): AsyncGenerator<Frame> {
    try {
      for await (const frame of frames) {
        if (frame.kind === 'end') this.rows = frame.rows;
        yield frame;
      }
    } finally {
      progress.stop();
    }
  }
}

/** Records a backup or a restore, of which nobody but the operator of the server knows. */
export async function recordBackup(
  client: Client,
  action: Extract<AuditAction, `backup.${string}`>,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendAuditRecords(
    { query: (sql: string, values: unknown[]) => client.query(sql, values) } as never,
    [
      {
        tenantId: null,
        actor: { type: 'server', id: null, name: null },
        action,
        outcome: 'allowed',
        requests: [{ requestId: null, ip: null }],
        detail,
      },
    ],
  );
}

async function kmsWrapped(client: Client, masterKeyId: string): Promise<KmsWrapped | null> {
  const { rows } = await client.query<KmsWrapped>(
    `SELECT root, encode(wrapped_key, 'base64') AS wrapped FROM master_key WHERE id = $1 AND root IS NOT NULL`,
    [masterKeyId],
  );
  return rows[0] ?? null;
}

/** PostgreSQL's own estimate: a count would read everything twice. */
async function estimateRows(client: Client): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(
    `SELECT coalesce(sum(greatest(reltuples, 0)), 0)::bigint AS rows FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  return Number(rows[0]?.rows ?? 0);
}
