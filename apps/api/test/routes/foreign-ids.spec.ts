import { operations } from '../harness/openapi-document.js';
import { join } from '../harness/people.js';
import { expectProblem, expectSame } from '../harness/problem.js';
import { createToken } from '../harness/workspace.js';
import { ACCESS } from './access-table.js';
import { startTwoWorkspaces } from './people-of-two-workspaces.js';
import { addressOf, VALID, type ValidRequest } from './valid-requests.js';

const world = await startTwoWorkspaces();
const { server, home, other } = world;
const { token } = await createToken(other.owner, { scopes: ['keys:read', 'keys:write', 'usage:read'] });
const subject = await join(server, home.owner, 'viewer');

/** What is in an address, but names nothing of a workspace's. */
const NO_IDS = ['provider', 'n'];
const namesSomething = (path: string): boolean =>
  [...path.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !NO_IDS.includes(name));

/** A text with each id replaced by one of its kind that nothing has. */
function unknownIn(text: string): string {
  return text.replaceAll(/\b([a-z]{3})_[0-9A-Za-z]{22}/g, (_, kind: string) => `${kind}_${'0'.repeat(22)}`);
}

function withUnknownIds({ in: values = {}, query, body }: ValidRequest): ValidRequest {
  const ids = Object.entries(values).map(([name, value]) => [name, unknownIn(String(value))]);
  const unknown = body && (JSON.parse(unknownIn(JSON.stringify(body))) as object);
  return { in: Object.fromEntries(ids), query, body: unknown };
}

test('the table knows each operation whose address has an id', () => {
  const unknown = operations.filter(({ name, path }) => namesSomething(path) && !ACCESS[name]?.foreign);
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

const NAMING = operations.filter(({ name }) => ACCESS[name]?.foreign);

test.each(NAMING)('$name answers a foreign id as an unknown one', async ({ name, method, path }) => {
  const client = path.startsWith('/external') ? server.withToken(token) : other.owner;
  const request = (await VALID[name]?.(world, { client, subject })) ?? {};
  const unknownRequest = withUnknownIds(request);
  expect(unknownRequest).not.toEqual(request);
  const foreign = await client.request(method, addressOf(path, request), { body: request.body });
  const unknown = await client.request(method, addressOf(path, unknownRequest), {
    body: unknownRequest.body,
  });
  expectProblem(foreign, ACCESS[name]?.foreign ?? 0);
  expectSame(foreign, unknown);
});
