import type { ApiClient } from '../harness/api-client.js';
import type { Session } from '../harness/contract.js';
import { type FakeGithub, startFakeGithub } from '../harness/fake-github.js';
import { freePort } from '../harness/free-port.js';
import { type Joined, join, newEmail, ROLES, type Role } from '../harness/people.js';
import type { Variables } from '../harness/server-process.js';
import type { TestDatabase } from '../harness/test-database.js';
import type { TestServer } from '../harness/test-server.js';
import { createKey, type KnownKey, startWorkspace, unique } from '../harness/workspace.js';

/** A workspace with somebody of every role, and a key. */
export interface PeopledWorkspace {
  readonly id: string;
  readonly owner: ApiClient;
  readonly people: Readonly<Record<Role, Joined>>;
  readonly key: KnownKey;
}

/** Two workspaces on one server that is open for everybody, with GitHub to sign in by. */
export interface TwoWorkspaces {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly github: FakeGithub;
  readonly setupToken: string;
  readonly home: PeopledWorkspace;
  readonly other: PeopledWorkspace;
}

/** Starts the server and fills both workspaces. */
export async function startTwoWorkspaces(more: Variables = {}): Promise<TwoWorkspaces> {
  const github = await startFakeGithub();
  const port = String(await freePort());
  const env = {
    PORT: port,
    IBYOK_PUBLIC_URL: `http://localhost:${port}`,
    IBYOK_SIGNUP: 'open',
    IBYOK_GITHUB_URL: github.url,
    IBYOK_GITHUB_CLIENT_ID: 'ibyok',
    IBYOK_GITHUB_CLIENT_SECRET: 'client-secret',
    ...more,
  };
  const { database, server, owner } = await startWorkspace({ env });
  const second = server.anonymous();
  const credentials = { email: newEmail(), password: unique('password-') };
  const signedUp = await second.post<Session>('/api/signup', { ...credentials, tenantName: 'Other' });
  return {
    database,
    server,
    github,
    setupToken: server.secrets.setupToken,
    home: await filled(server, owner.api, owner.session.tenant.id),
    other: await filled(server, second, signedUp.body.tenant.id),
  };
}

async function filled(server: TestServer, owner: ApiClient, id: string): Promise<PeopledWorkspace> {
  const people: Partial<Record<Role, Joined>> = {};
  for (const role of ROLES) people[role] = await join(server, owner, role);
  return { id, owner, people: people as Record<Role, Joined>, key: await createKey(owner) };
}
