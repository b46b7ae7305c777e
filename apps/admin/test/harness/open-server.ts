import { freePort } from '../../../api/test/harness/free-port.js';
import { startServer, type TestServer } from '../../../api/test/harness/test-server.js';
import type { Workspace } from '../../../api/test/harness/workspace.js';

/** Starts a replica that is open for everybody and signs people in by GitHub, or what stands in for it. */
export async function startOpenServer(
  { database, server }: Workspace,
  github: { readonly url: string } = { url: 'https://github.com' },
  port?: number,
): Promise<TestServer> {
  const listen = port ?? (await freePort());
  const env = {
    PORT: String(listen),
    IBYOK_SIGNUP: 'open',
    IBYOK_PUBLIC_URL: `http://localhost:${listen}`,
    IBYOK_GITHUB_URL: github.url,
    IBYOK_GITHUB_CLIENT_ID: 'ibyok',
    IBYOK_GITHUB_CLIENT_SECRET: 'client-secret',
  };
  return startServer({ database, secrets: server.secrets, env });
}
