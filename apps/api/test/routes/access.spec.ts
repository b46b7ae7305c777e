import type { Answer, ApiClient } from '../harness/api-client.js';
import { ENVIRONMENTS, type Environment, type Problem } from '../harness/contract.js';
import { type Operation, operations } from '../harness/openapi-document.js';
import { type Joined, join, ROLES, type Role } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { createToken } from '../harness/workspace.js';
import { ACCESS, type Access, isForTokens, type Scope } from './access-table.js';
import { startTwoWorkspaces } from './people-of-two-workspaces.js';
import { addressOf, VALID, type ValidRequest } from './valid-requests.js';

const world = await startTwoWorkspaces();
const { database, server } = world;

interface PersonCaller {
  readonly of: 'home' | 'other';
  readonly role: Role;
}

interface TokenCaller {
  readonly of: 'home' | 'other';
  readonly scopes: readonly Scope[];
  readonly environments: readonly Environment[];
  readonly client: ApiClient;
}

type Caller = { readonly name: string } & (
  | { readonly kind: 'stranger' }
  | ({ readonly kind: 'person' } & PersonCaller)
  | ({ readonly kind: 'token' } & TokenCaller)
);

/** The environment that calls which take one ask for. */
const ASKED: Environment = 'development';
const WORKSPACES = ['home', 'other'] as const;
const EVERY_SCOPE: readonly Scope[] = ['keys:read', 'keys:write', 'usage:read'];
const TOKENS: readonly (readonly [scopes: readonly Scope[], environments: readonly Environment[]])[] = [
  [['keys:read'], ['development']],
  [['usage:read'], ['development']],
  [['keys:write'], ENVIRONMENTS],
  [EVERY_SCOPE, ['development']],
  [EVERY_SCOPE, ['production']],
  [EVERY_SCOPE, ENVIRONMENTS],
];

async function tokenCallers(): Promise<readonly Caller[]> {
  const callers: Caller[] = [];
  for (const of of WORKSPACES) {
    for (const [scopes, environments] of TOKENS) {
      const { token } = await createToken(world[of].owner, { scopes, environments });
      const name = `a token of ${of} for ${scopes.join(' and ')} in ${environments.join(', ')}`;
      const client = server.withToken(token);
      callers.push({ name, kind: 'token', of, scopes, environments, client });
    }
  }
  return callers;
}

const CALLERS: readonly Caller[] = [
  { name: 'a stranger', kind: 'stranger' },
  ...WORKSPACES.flatMap((of) =>
    ROLES.map((role): Caller => ({ name: `the ${role} of ${of}`, kind: 'person', of, role })),
  ),
  ...(await tokenCallers()),
];

/** The status, and the code of a refusal. */
function expectedOf(caller: Caller, access: Access): string {
  const { to, status, foreign } = access;
  const reached = caller.kind !== 'stranger' && caller.of === 'other' ? (foreign ?? status) : status;
  if (to === 'anyone') return String(status);
  if (isForTokens(to)) {
    if (caller.kind !== 'token') return '401 unauthenticated';
    if (to !== 'any token' && !caller.scopes.includes(to)) return '403 scope_missing';
    const needed = access.inEveryEnvironment ? ENVIRONMENTS : access.inEnvironment ? [ASKED] : [];
    const bound = needed.every((environment) => caller.environments.includes(environment));
    return bound ? String(reached) : '403 environment_not_allowed';
  }
  if (caller.kind !== 'person') return '401 unauthenticated';
  if (ROLES.indexOf(caller.role) < ROLES.indexOf(to)) return '403 role_insufficient';
  return String(reached);
}

/** Changes of an account or a session would end the caller for the operations after it. */
function needsOwnPerson({ method, path }: Operation): boolean {
  return method !== 'GET' && /^\/api\/(account|session)/.test(path);
}

interface Call {
  readonly client: ApiClient;
  readonly request: ValidRequest;
}

async function prepare(operation: Operation, access: Access, caller: Caller): Promise<Call> {
  const joined = async (of: 'home' | 'other', role: Role): Promise<Joined> =>
    needsOwnPerson(operation) ? join(server, world[of].owner, role) : world[of].people[role];
  const person = caller.kind === 'person' ? await joined(caller.of, caller.role) : null;
  const isForeign = access.foreign !== undefined && caller.kind !== 'stranger' && caller.of === 'other';
  const subject = person && !isForeign ? person : await joined('home', 'viewer');
  const client = (caller.kind === 'token' ? caller.client : (person?.api ?? server.anonymous())).copy();
  return { client, request: await (VALID[operation.name]?.(world, { client, subject }) ?? {}) };
}

/** What has happened to the rows of each table of the database, but for counts, the record and its sums. */
async function everything(): Promise<readonly object[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname !~ '^(audit_|usage_|attempt_window$|last_read$)' ORDER BY 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::int, md5(string_agg(one::text, ',' ORDER BY one::text)) FROM ${name} one`,
  );
  return database.query(digests.join(' UNION ALL '));
}

const shown = (answer: Answer): string =>
  answer.status < 400 ? String(answer.status) : `${answer.status} ${(answer.body as Problem).code}`;

test.each(operations)(
  '$name lets in whom the table says, and changes nothing for anybody else',
  async (operation) => {
    const access = ACCESS[operation.name];
    if (!access) throw new Error(`the table does not say who may ${operation.name}`);
    const got: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const caller of CALLERS) {
      const { client, request } = await prepare(operation, access, caller);
      const before = await everything();
      const path = addressOf(operation.path, request);
      const answer = await client.request(operation.method, path, { body: request.body });
      const due = expectedOf(caller, access);
      got[caller.name] = due.includes(' ') ? shown(answer) : String(answer.status);
      expected[caller.name] = due;
      if (answer.status >= 400) {
        expectProblem(answer, answer.status);
        expect({ caller: caller.name, rows: await everything() }).toEqual({
          caller: caller.name,
          rows: before,
        });
      }
      if (answer.status === 302) expect(answer.headers.get('location')).not.toMatch(/problem/);
    }
    expect(got).toEqual(expected);
  },
);
