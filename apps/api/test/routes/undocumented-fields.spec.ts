import { operations } from '../harness/openapi-document.js';
import { join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { createToken } from '../harness/workspace.js';
import { ACCESS, isForTokens } from './access-table.js';
import { startTwoWorkspaces } from './people-of-two-workspaces.js';
import { addressOf, VALID } from './valid-requests.js';

const world = await startTwoWorkspaces();
const { server, home } = world;
const { token } = await createToken(home.owner, { scopes: ['keys:read', 'keys:write', 'usage:read'] });
const mutations = operations.filter(({ method }) => method !== 'GET');

/** What the server alone decides on. */
const DECIDED = { tenantId: home.id, role: 'owner', version: 1, id: home.key.id };

test.each(mutations)(
  '$name takes none of tenantId, role, version and id that it does not name',
  async (operation) => {
    const subject = await join(server, home.owner, 'owner');
    const to = ACCESS[operation.name]?.to ?? 'anyone';
    const client =
      to === 'anyone' ? server.anonymous() : isForTokens(to) ? server.withToken(token) : subject.api;
    const { body = {}, ...request } = (await VALID[operation.name]?.(world, { client, subject })) ?? {};
    const documented = operation.body?.properties ?? {};
    for (const [field, value] of Object.entries(DECIDED)) {
      if (field in documented) continue;
      const path = addressOf(operation.path, request);
      const answer = await client.request(operation.method, path, {
        body: { ...body, [field]: value },
      });
      const { code } = expectProblem(answer, 400);
      expect({ field, code }).toEqual({ field, code: operation.body ? 'validation_failed' : 'unknown_body' });
    }
    // It was that field alone which was wrong.
    const path = addressOf(operation.path, request);
    const sent = operation.body || operation.method === 'POST' ? body : undefined;
    const { status } = await client.request(operation.method, path, { body: sent });
    expect(status).toBe(ACCESS[operation.name]?.status);
  },
);
