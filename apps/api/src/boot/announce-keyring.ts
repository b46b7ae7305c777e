import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditLog } from '../audit/audit-log.js';
import { KeyringRegistry } from '../keyring/keyring-registry.js';

/**
 * Says on the console which master keys the server lacks, and has it recorded, once a start. What it says is
 * a fingerprint, of no use to anybody who does not have the key.
 */
export async function announceKeyring(
  application: Pick<NestFastifyApplication, 'get'>,
  say: (line: string) => void,
): Promise<void> {
  const missing = await application.get(KeyringRegistry).findMissing();
  if (missing.length === 0) return;
  say(
    `Not ready: stored keys were sealed under the master key ${missing.join(', ')}, which this server does not have. ` +
      'Put it back behind the newer one in IBYOK_MASTER_KEY, and run npm run admin -- rewrap before removing it.',
  );
  await application.get(AuditLog).append({
    tenantId: null,
    actor: { type: 'server', id: null, name: null },
    action: 'keyring.refused',
    outcome: 'denied',
    reason: 'keyring_not_ready',
    requestId: null,
    ip: null,
    detail: { missing },
  });
}
