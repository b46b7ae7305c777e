import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { type Launch, newSecrets, type Secrets, ServerProcess, type Variables } from './server-process.js';
import type { TestDatabase } from './test-database.js';

export interface ServerOptions extends Launch {
  /** Whose database it uses. */
  readonly database?: TestDatabase;
  /** Or where it keeps an embedded one, with the master key and session secret it generates. */
  readonly dataDirectory?: string;
  /** Those of another server, to be a replica of it or its successor. */
  readonly secrets?: Secrets;
  readonly env?: Variables;
  /** False: it may listen without being ready. */
  readonly untilReady?: boolean;
}

/** A server that listens. */
export interface TestServer {
  readonly process: ServerProcess;
  readonly secrets: Secrets;
  readonly origin: string;
  /** A client without a session or a token. */
  anonymous(): ApiClient;
  /** A client with an access token. */
  withToken(token: string): ApiClient;
}

/** Far more than a start takes: machines that run tests can be busy. */
const START_PATIENCE_MS = 60_000;

/** Starts the built server on a free port and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const secrets = options.secrets ?? newSecrets();
  const server = new ServerProcess({ ...variablesOf(options, secrets), ...options.env }, options);
  await eventually(
    'the server listens',
    () => {
      if (server.hasEnded) throw new Error(`the server ended: ${server.stdout}${server.stderr}`);
      return /answers at/.test(server.stdout);
    },
    START_PATIENCE_MS,
  );
  const origin = `http://localhost:${options.env?.PORT ?? portOf(server.stdout)}`;
  if (options.untilReady !== false) {
    await eventually('the server is ready', async () => (await fetch(`${origin}/health/ready`)).ok);
  }
  return {
    process: server,
    secrets,
    origin,
    anonymous: () => new ApiClient(origin),
    withToken: (token) => new ApiClient(origin, token),
  };
}

function variablesOf({ database, dataDirectory }: ServerOptions, secrets: Secrets): Variables {
  // No test calls a provider; those of the checks have fakes.
  const shared = { PORT: '0', IBYOK_SETUP_TOKEN: secrets.setupToken, IBYOK_PROVIDER_CHECKS: 'off' };
  if (!database) return { ...shared, IBYOK_DATA_DIR: dataDirectory };
  return {
    ...shared,
    DATABASE_URL: database.url,
    IBYOK_MASTER_KEY: secrets.masterKey,
    IBYOK_SESSION_SECRET: secrets.sessionSecret,
  };
}

function portOf(stdout: string): string {
  const [, port] = /answers at http:\/\/localhost:(\d+)/.exec(stdout) ?? [];
  if (!port) throw new Error('the server does not say where it answers');
  return port;
}
