import { SetupInvitation } from '../accounts/setup-invitation.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { readConfig } from '../config/config.js';
import { Secret } from '../config/secret.js';
import type { ServerConfig } from '../config/server-config.js';
import { KeyringRegistry } from '../keyring/keyring-registry.js';
import { beginAnswering, type InitialisedApplication } from './begin-answering.js';
import { StartRefusal } from './start-refusal.js';

const PORT = 3123;

/** Has an application answer that only writes down, in order, what happens to it and what is said. */
function opening(
  variables: Readonly<Record<string, string>>,
  {
    token = 'the-token',
    recognised = true,
    listens = true,
  }: Partial<{
    token: string | null;
    recognised: boolean;
    listens: boolean;
  }> = {},
) {
  const events: string[] = [];
  const note = (event: string) => {
    events.push(event);
  };
  const providers = new Map<unknown, unknown>([
    [SetupInvitation, { offer: () => later(() => note('offer')).then(() => token) }],
    [KeyringRegistry, { findMissing: async () => (recognised ? [] : ['mk_0123456789abcdef']) }],
    [AuditLog, { append: async ({ action }: AuditEntry) => note(`recorded: ${action}`) }],
  ]);
  const application = {
    get: (type: unknown) => providers.get(type),
    listen: () => later(() => note('listen')).then(() => (listens ? undefined : Promise.reject(taken()))),
    getHttpServer: () => ({ address: () => ({ port: PORT }) }),
  } as unknown as InitialisedApplication;
  return { events, opened: beginAnswering(application, configOf(variables), note) };
}

/** As a database or a socket does: not at once. */
async function later(work: () => void): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  work();
}

function taken(): Error {
  return Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
}

function configOf(variables: Readonly<Record<string, string>>): ServerConfig {
  const given = readConfig(variables, '/nowhere');
  return { ...given, databaseUrl: new Secret(''), masterKeys: [], sessionSecret: new Secret('') };
}

const ADDRESS = `http://localhost:${PORT}`;

it('makes the setup token count before a request can come, and shows it after the address', async () => {
  const { events, opened } = opening({});
  await opened;
  expect(events).toEqual([
    'offer',
    'listen',
    `IBYOK answers at ${ADDRESS} for development`,
    `Create the owner, once: ${ADDRESS}/setup#token=the-token`,
  ]);
});

it('shows no setup token that its owner has', async () => {
  const { events, opened } = opening({}, { token: null });
  await opened;
  expect(events).toEqual(['offer', 'listen', `IBYOK answers at ${ADDRESS} for development`]);
});

it('invites nobody to a server without a dashboard', async () => {
  const { events, opened } = opening({ IBYOK_ROLE: 'external', NODE_ENV: 'production' });
  await opened;
  expect(events).toEqual(['listen', `IBYOK answers at ${ADDRESS} for production`]);
});

it('says so where a master key is missing, and has it recorded', async () => {
  const { events, opened } = opening({}, { token: null, recognised: false });
  await opened;
  expect(events.at(-2)).toMatch(/^Not ready: .*mk_0123456789abcdef/);
  expect(events.at(-1)).toBe('recorded: keyring.refused');
});

it('shows nothing where the port is taken', async () => {
  const { events, opened } = opening({}, { listens: false });
  await expect(opened).rejects.toThrow(StartRefusal);
  expect(events).toEqual(['offer', 'listen']);
});
