import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/server-config.js';
import { StartRefusal } from './start-refusal.js';

/** Listens where the configuration says; returns the port. Throws StartRefusal where that is not possible. */
export async function listen(
  application: Pick<NestFastifyApplication, 'listen' | 'getHttpServer'>,
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
): Promise<number> {
  try {
    await application.listen(port, host);
  } catch (error) {
    throw refusal((error as NodeJS.ErrnoException).code, host, port);
  }
  const address = application.getHttpServer().address();
  return typeof address === 'object' && address ? address.port : port;
}

function refusal(code: string | undefined, host: string, port: number): StartRefusal {
  switch (code) {
    case 'EADDRINUSE':
      return new StartRefusal(
        `Port ${port} is in use by another program. Stop it, or set PORT to another one.`,
      );
    case 'EACCES':
      return new StartRefusal(`Port ${port} may not be used by this user. Set PORT to one above 1023.`);
    default:
      return new StartRefusal(`HOST ${host} with PORT ${port} cannot be listened on (${code ?? 'unknown'}).`);
  }
}
