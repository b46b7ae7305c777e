import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/server-config.js';
import { StartRefusal } from './start-refusal.js';

/**
 * Connections that may wait to be accepted; the system may allow less (net.core.somaxconn, 4,096 on Linux). Node's own 511
 * are too few where thousands of applications start at once: what finds no place tries again seconds later.
 */
const BACKLOG = 4_096;

/** Listens where the configuration says; returns the port. Throws StartRefusal where that is not possible. */
export async function listen(
  application: Pick<NestFastifyApplication, 'listen' | 'getHttpServer'>,
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
): Promise<number> {
  try {
    await application.listen({ port, host, backlog: BACKLOG });
  } catch (error) {
    throw listenRefusal(error, host, 'PORT', port);
  }
  const address = application.getHttpServer().address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Says in one line why an address cannot be listened on, and which variable to change. */
export function listenRefusal(error: unknown, host: string, variable: string, port: number): StartRefusal {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new StartRefusal(
        `Port ${port} is in use by another program. Stop it, or set ${variable} to another one.`,
      );
    case 'EACCES':
      return new StartRefusal(
        `Port ${port} may not be used by this user. Set ${variable} to one above 1023.`,
      );
    default:
      return new StartRefusal(
        `HOST ${host} with ${variable} ${port} cannot be listened on (${code ?? 'unknown'}).`,
      );
  }
}
