import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SetupInvitation } from '../accounts/setup-invitation.js';
import type { ServerConfig } from '../config/server-config.js';
import { announceKeyring } from './announce-keyring.js';
import { listen } from './listen.js';

/** What it takes of an application. */
export type InitialisedApplication = Pick<NestFastifyApplication, 'get' | 'listen' | 'getHttpServer'>;

/**
 * Listens, and says where. Takes an initialised application, its configuration and where to write
 * lines for people; null where another process has done all that is done once. Throws StartRefusal where it cannot
 * listen.
 */
export async function beginAnswering(
  application: InitialisedApplication,
  config: ServerConfig,
  say: ((line: string) => void) | null,
): Promise<void> {
  if (!say) {
    await listen(application, config);
    return;
  }
  // Before the first request can come: it may be the owner's, with the token that was configured.
  const setupToken = config.role === 'external' ? null : await application.get(SetupInvitation).offer();
  const port = await listen(application, config);
  const address = config.publicUrl ?? `http://localhost:${port}`;
  say(`IBYOK answers at ${address} for ${config.environment}`);
  await announceKeyring(application, say);
  // Behind the #, so that it is never sent, logged or referred to.
  if (setupToken) say(`Create the owner, once: ${address}/setup#token=${setupToken}`);
}
