import type { Token } from '../harness/contract.js';
import { invite, type Joined, join, newEmail } from '../harness/people.js';
import { createKey, createToken, unique } from '../harness/workspace.js';
import type { Fuzzer } from './fuzz-requests.js';
import type { KnownValues } from './fuzz-values.js';
import { startTwoWorkspaces, type TwoWorkspaces } from './people-of-two-workspaces.js';

/** Whom and what a fuzz run has, and how it gets back what its requests took away. */
export interface FuzzWorld extends TwoWorkspaces {
  readonly known: KnownValues;
  /** What may stand in no answer and no log, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The value that only a live fetch may answer. */
  readonly liveValue: string;
  /** The line of the head that tells who asks; another person where the request may end the session. */
  credential(by: Fuzzer, path: string): string | null;
  /** Puts back what is missing of people, sessions, tokens and keys; returns how many rows that were. */
  restore(): Promise<number>;
}

const backTo = (table: string, key: string, column: string): string =>
  `${key} DO UPDATE SET ${column} = excluded.${column} WHERE ${table}.${column} IS DISTINCT FROM excluded.${column}`;

/** What requests may have taken away or changed, in the order in which rows need each other. */
const KEPT: Readonly<Record<string, string>> = {
  account: backTo('account', '(id)', 'password_hash'),
  membership: backTo('membership', '(tenant_id, account_id)', 'role'),
  session: 'NOTHING',
  key: 'NOTHING',
  key_version: 'NOTHING',
  access_token: backTo('access_token', '(id)', 'revoked_at'),
  invitation: 'NOTHING',
};

const KEEP = Object.keys(KEPT).map((table) => `CREATE TABLE kept.${table} AS TABLE public.${table}`);
const RESTORE = Object.entries(KEPT).map(
  ([table, action]) =>
    `INSERT INTO ${table} SELECT * FROM kept.${table} ON CONFLICT ${action === 'NOTHING' ? 'DO NOTHING' : action} RETURNING 1`,
);

/** Starts two workspaces and notes their rows. */
export async function startFuzzWorld(): Promise<FuzzWorld> {
  const world = await startTwoWorkspaces({ IBYOK_TRUST_PROXY: '127.0.0.1' });
  const { server, home, database } = world;
  // Characters that every encoding but the plain one changes.
  const liveValue = `sk-${unique('live-')}/+?&=é"`;
  const key = await createKey(home.owner, { value: liveValue });
  await home.owner.patch(`/api/keys/${key.id}/overrides`, { production: 'live' });
  const spareKey = await createKey(home.owner);
  const scopes = ['keys:read', 'keys:write', 'usage:read'];
  const token = await createToken(home.owner, { scopes });
  const spareToken: Token = await createToken(home.owner);
  const spare = await join(server, home.owner, 'admin');
  const victim = await join(server, home.owner, 'member');
  const invitation = await invite(home.owner, 'viewer');
  await database.query('CREATE SCHEMA kept');
  for (const statement of KEEP) await database.query(statement);
  const { owner, viewer } = home.people;

  const cookieOf = (person: Joined): string => `Cookie: ${person.api.cookieHeader}`;
  return {
    ...world,
    liveValue,
    secrets: {
      'a live value': liveValue,
      'an access token': token.token,
      'a password of an owner': owner.password,
      'a password of a viewer': viewer.password,
      'the password of the spare person': spare.password,
      'the master key': server.secrets.masterKey,
      'the bytes of the master key': Buffer.from(server.secrets.masterKey, 'base64').toString('hex'),
      'the session secret': server.secrets.sessionSecret,
      'the setup token': server.secrets.setupToken,
      'an invitation': invitation.invitationToken,
      'the database’s address': database.url,
      'the session of an owner': owner.api.cookieHeader.split(';')[0]?.split('=')[1] ?? '',
      ...databasePassword(database.url),
    },
    known: {
      '/api/keys/{id} {id}': [key.id, spareKey.id, spareKey.id, world.other.key.id],
      '/api/keys/{id}/overrides {id}': [key.id, spareKey.id],
      '/api/keys/{id}/checks {id}': [key.id, spareKey.id],
      '/api/keys/{id}/readers {id}': [key.id, spareKey.id],
      '/api/keys/{id}/versions {id}': [spareKey.id],
      '/api/keys/{id}/versions/{n}/restore {id}': [spareKey.id],
      '/api/keys/{id}/versions/{n}/restore {n}': [1, 1, 2],
      '/api/tokens/{id} {id}': [spareToken.id],
      '/api/tokens/{id}/resume {id}': [spareToken.id],
      '/api/members/{id} {id}': [victim.id, victim.id, world.other.people.owner.id],
      '/api/invitations/{id} {id}': [invitation.id],
      '/api/account/identities/{id} {id}': ['ide_0'],
      '/api/sign-in/{provider} {provider}': ['github'],
      '/api/sign-in/{provider}/callback {provider}': ['github'],
      '/external/keys/{keyId}/value {keyId}': [key.id, key.slug, spareKey.id],
      '/external/keys/{keyId}/mode {keyId}': [key.id, key.slug],
      '/external/keys/{keyId}/versions {keyId}': [spareKey.id, spareKey.slug],
      email: [spare.email, spare.email, viewer.email, ...Array.from({ length: 30 }, () => newEmail())],
      password: [spare.password, spare.password, spare.password, viewer.password, unique('password-')],
      provider: ['github', 'github', 'oidc'],
      currentPassword: [spare.password],
      newPassword: [unique('password-')],
      setupToken: [server.secrets.setupToken],
      invitationToken: [invitation.invitationToken],
      llmType: ['openai', 'anthropic', 'custom'],
      value: [liveValue, 'sk-another'],
      'keyIds[]': [key.id, spareKey.id],
      'addressRanges[]': ['10.0.0.0/8', '::/0'],
      tenantId: [home.id, world.other.id],
      code: ['123456'],
    },
    credential: (by, path) => {
      if (by === 'stranger') return null;
      if (by === 'token') return `Authorization: Bearer ${token.token}`;
      if (/^\/api\/(account|session)/.test(path)) return cookieOf(spare);
      return cookieOf(by === 'owner' ? owner : viewer);
    },
    restore: async () => {
      // Whoever joined by the invitation goes before it is put back: members have none.
      await database.query(
        'DELETE FROM account WHERE email_normalized IN (SELECT email_normalized FROM kept.invitation)',
      );
      let restored = 0;
      for (const statement of RESTORE) restored += (await database.query(statement)).length;
      // Budgets of attempts are not what is tried here, nor are one-time codes, whose secret only an answer has.
      await database.query('DELETE FROM attempt_window');
      await database.query('DELETE FROM account_totp');
      return restored;
    },
  };
}

function databasePassword(url: string): Readonly<Record<string, string>> {
  const { password } = new URL(url.replace('@/', '@localhost/'));
  return password === '' ? {} : { 'the database’s password': decodeURIComponent(password) };
}
