import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import { Client } from 'pg';
import { onCleanup } from './cleanup.js';
import type { TestDatabase } from './test-database.js';

/** What stands between a server and its database, as a network does. */
export interface DatabaseProxy {
  /** The database, with the proxy's address. */
  readonly database: TestDatabase;
  /** From now on everything that is sent is swallowed, new connections too: nothing is closed. */
  swallow(): void;
  /** Forwards new connections again; those that were open when it swallowed stay as dead as they were. */
  forwardNewConnections(): void;
  /** Forwards everything again, what was swallowed first. */
  forwardEverything(): void;
  /** New connections lead to another database, as when a name is given another address. */
  leadTo(other: TestDatabase): void;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Starts a proxy before a database; it is closed at the end of the test file. */
export async function startDatabaseProxy(database: TestDatabase): Promise<DatabaseProxy> {
  const pairs = new Set<Pair>();
  let swallowing = false;
  let target = database;
  const server = createServer((near) => {
    const far = connect(addressOf(target.url));
    const pair = { near, far };
    pairs.add(pair);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one
        .on('error', () => {})
        .on('close', () => {
          other.destroy();
          pairs.delete(pair);
        });
      if (!swallowing) one.pipe(other);
    }
  });
  const port = await listen(server);
  onCleanup(async () => {
    for (const { near, far } of pairs) near.destroy() && far.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    database: { ...database, url: throughPort(database.url, port) },
    swallow: () => {
      swallowing = true;
      for (const { near, far } of pairs) {
        near.unpipe().pause();
        far.unpipe().pause();
      }
    },
    forwardNewConnections: () => {
      swallowing = false;
    },
    forwardEverything: () => {
      swallowing = false;
      for (const { near, far } of pairs) near.pipe(far).pipe(near);
    },
    leadTo: (other) => {
      target = other;
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('a listening server has an address');
  return address.port;
}

/** As the driver reads the URL: a Unix socket's directory, or a host. */
function addressOf(url: string): NetConnectOpts {
  const { host, port } = new Client({ connectionString: url });
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}

function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  through.searchParams.delete('host');
  through.searchParams.delete('port');
  return through.href;
}
