import { createServer } from 'node:net';
import { join } from 'node:path';

/** Where PostgreSQL listens: a directory with a Unix socket, or a TCP port of 127.0.0.1. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}

/** The socket's name is `.s.PGSQL.<port>`; in a directory of its own, any port does. */
const SOCKET_PORT = 5432;

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, a final NUL included. */
const SOCKET_PATH_LIMIT = 103;

/** Listens in the runtime directory where Unix sockets exist and the path fits, else on a free TCP port. */
export async function chooseListener(runtimeDirectory: string): Promise<Listener> {
  if (process.platform !== 'win32' && fitsSocket(runtimeDirectory)) {
    return { host: runtimeDirectory, port: SOCKET_PORT };
  }
  return { host: '127.0.0.1', port: await findFreePort() };
}

/** True if the listener is a Unix socket. */
export function isSocket(listener: Listener): boolean {
  return listener.host.startsWith('/');
}

/** True if a socket in `directory` has a path that the operating system takes. */
export function fitsSocket(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_LIMIT;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
