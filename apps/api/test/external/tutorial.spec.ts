import { ENVIRONMENTS, type Environment, type KeyValue } from '../harness/contract.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createToken, startWorkspace } from '../harness/workspace.js';

const { database, server: development, owner } = await startWorkspace({ env: { NODE_ENV: 'development' } });
const [staging, production] = await Promise.all(
  ['staging', 'production'].map((NODE_ENV) =>
    startServer({ database, secrets: development.secrets, env: { NODE_ENV, IBYOK_ROLE: 'external' } }),
  ),
);
if (!staging || !production) throw new Error('two servers were started');
const servers: Readonly<Record<Environment, TestServer>> = { development, staging, production };

const key = await createKey(owner.api);
const keyId = key.id;

/** What an application would do with the value: nothing real costs nothing. */
type Outcome = 'calls the provider' | 'answers with a canned completion';

/** The tutorial's sample, as people copy it. */
async function sample(
  IBYOK_API: string,
  token: string,
  query = '',
): Promise<KeyValue & { outcome: Outcome }> {
  const response = await fetch(`${IBYOK_API}/external/keys/${keyId}/value${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${response.status}`);
  const answer = (await response.json()) as KeyValue;
  if (answer.modeInfo.effectiveMode === 'live') return { ...answer, outcome: 'calls the provider' };
  return { ...answer, outcome: 'answers with a canned completion' };
}

const EXPECTED: Readonly<Record<Environment, { readonly outcome: Outcome; readonly value: unknown }>> = {
  development: {
    outcome: 'answers with a canned completion',
    value: expect.stringMatching(/^sk-mock-openai-/),
  },
  staging: { outcome: 'answers with a canned completion', value: expect.stringMatching(/^sk-mock-openai-/) },
  production: { outcome: 'calls the provider', value: key.value },
};

describe.each(ENVIRONMENTS)('in %s', (environment) => {
  test('the sample gets the key for the environment of the server it asks', async () => {
    const { token } = await createToken(owner.api, { environments: [environment] });
    const answer = await sample(servers[environment].origin, token);
    expect(answer).toMatchObject({ keyId, ...EXPECTED[environment] });
    expect(answer.modeInfo.environment).toBe(environment);
  });

  test('the sample gets the same with ?env= from every server', async () => {
    const { token } = await createToken(owner.api);
    for (const { origin } of Object.values(servers)) {
      const answer = await sample(origin, token, `?env=${environment}`);
      expect(answer).toMatchObject({ keyId, ...EXPECTED[environment] });
      expect(answer.modeInfo.environment).toBe(environment);
    }
  });

  test('the sample is refused with a token that is bound to other environments', async () => {
    const environments = ENVIRONMENTS.filter((other) => other !== environment);
    const { token } = await createToken(owner.api, { environments });
    await expect(sample(servers[environment].origin, token)).rejects.toThrow('403');
  });

  test('the sample follows an override', async () => {
    const { token } = await createToken(owner.api, { environments: [environment] });
    const flipped = EXPECTED[environment].outcome === 'calls the provider' ? 'mock' : 'live';
    await owner.api.patch(`/api/keys/${keyId}/overrides`, { [environment]: flipped });
    const { modeInfo, outcome } = await sample(servers[environment].origin, token);
    expect(modeInfo).toEqual({ environment, effectiveMode: flipped, source: 'key_override' });
    expect(outcome).not.toBe(EXPECTED[environment].outcome);
    await owner.api.patch(`/api/keys/${keyId}/overrides`, { [environment]: 'inherit' });
  });
});

test('a server of the role external has no dashboard, and the other way round', async () => {
  for (const path of ['/api/setup', '/api/session', '/api/keys', '/api/openapi.json', '/keys', '/']) {
    expect((await production.anonymous().get(path)).status).toBe(404);
  }
  const dashboard = await startServer({
    database,
    secrets: development.secrets,
    env: { IBYOK_ROLE: 'dashboard' },
  });
  const { token } = await createToken(owner.api);
  expect((await dashboard.withToken(token).get(`/external/keys/${keyId}/value`)).status).toBe(404);
  expect((await owner.api.copy(dashboard.origin).get('/api/session')).status).toBe(200);
});
