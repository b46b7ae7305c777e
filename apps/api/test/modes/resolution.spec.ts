import type {
  Environment,
  KeyMode,
  Mode,
  ModeInfo,
  Override,
  Page,
  ReadableKey,
  Source,
} from '../harness/contract.js';
import { ENVIRONMENTS } from '../harness/contract.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue } from '../harness/workspace.js';

const database = await createTestDatabase();
const first = await startServer({ database });
const { api } = await createOwner(first);
const { token } = await createToken(api);
const key = await createKey(api);
await first.process.stop();

type Guardrails = Readonly<Record<string, string>>;
const MODES: readonly Mode[] = ['mock', 'live'];
const OVERRIDES: readonly Override[] = ['inherit', 'mock', 'live'];
const PREFIX = { development: 'DEV', staging: 'STAGING', production: 'PROD' } as const;

/** Servers whose guardrails, taken together, meet every environment forced and not; their words for it. */
const SERVERS: readonly {
  readonly word: string;
  readonly own: Environment;
  readonly guardrails: Guardrails;
}[] = [
  { word: '', own: 'development', guardrails: {} },
  { word: 'stage', own: 'staging', guardrails: { PROD_MOCK_ALLOWED: 'false' } },
  {
    word: 'prod',
    own: 'production',
    guardrails: { DEV_MODE_FORCED: 'live', STAGING_MODE_FORCED: 'mock', PROD_MODE_FORCED: 'live' },
  },
  {
    word: 'test',
    own: 'development',
    guardrails: { DEV_MODE_FORCED: 'mock', STAGING_MODE_FORCED: 'live', PROD_MODE_FORCED: 'mock' },
  },
  { word: 'dev', own: 'development', guardrails: { PROD_MODE_FORCED: 'live', PROD_MOCK_ALLOWED: 'false' } },
];

/** The contract's table, read from its first line down. */
function expected(
  guardrails: Guardrails,
  environment: Environment,
  override: Override,
  environmentDefault: Mode,
): { readonly mode: Mode; readonly source: Source; readonly rule: number } {
  const forced = guardrails[`${PREFIX[environment]}_MODE_FORCED`];
  if (forced === 'mock' || forced === 'live') return { mode: forced, source: 'guardrail_override', rule: 1 };
  const chosen = override === 'inherit' ? environmentDefault : override;
  if (environment === 'production' && chosen === 'mock' && guardrails.PROD_MOCK_ALLOWED === 'false') {
    return { mode: 'live', source: 'guardrail_override', rule: 2 };
  }
  if (override !== 'inherit') return { mode: override, source: 'key_override', rule: 3 };
  return { mode: environmentDefault, source: 'tenant_setting', rule: 4 };
}

/** Sets what people chose by SQL: a choice may be older than the guardrail that forbids it now. */
async function choose(override: Override, environmentDefault: Mode): Promise<void> {
  const set = (column: string): string => ENVIRONMENTS.map((name) => `${column}_${name} = $1`).join(', ');
  await database.query(`UPDATE key SET ${set('override')}`, [override]);
  await database.query(`UPDATE tenant SET ${set('default')}`, [environmentDefault]);
}

describe.each(SERVERS)('guardrails $guardrails', ({ guardrails, word, own }) => {
  const env = { NODE_ENV: word, ...guardrails };
  const server = startServer({ database, secrets: first.secrets, env });

  test(`a server of NODE_ENV="${word}" answers for ${own} unless asked otherwise`, async () => {
    const app = (await server).withToken(token);
    expect((await fetchValue(app, key.id)).body.modeInfo.environment).toBe(own);
    expect((await app.get<Page<ReadableKey>>('/external/keys')).body.items[0]?.modeInfo.environment).toBe(
      own,
    );
  });

  test('decide as the table says, in every environment, for every choice', async () => {
    const app = (await server).withToken(token);
    for (const override of OVERRIDES) {
      for (const environmentDefault of MODES) {
        await choose(override, environmentDefault);
        for (const environment of ENVIRONMENTS) {
          const { mode, source, rule } = expected(guardrails, environment, override, environmentDefault);
          const modeInfo: ModeInfo = { environment, effectiveMode: mode, source };
          const { body } = await fetchValue(app, key.id, environment);
          expect({ override, environmentDefault, ...body.modeInfo }).toEqual({
            override,
            environmentDefault,
            ...modeInfo,
          });
          expect(body.value === key.value).toBe(mode === 'live');

          const path = `/external/keys/${key.id}/mode?env=${environment}`;
          const { keyId, trace, modeInfo: said } = (await app.get<KeyMode>(path)).body;
          expect({ keyId, said }).toEqual({ keyId: key.id, said: modeInfo });
          expect(trace.map((entry) => entry.rule)).toEqual([1, 2, 3, 4]);
          expect(trace.filter(({ decided }) => decided).map((entry) => entry.rule)).toEqual([rule]);
          expect(trace.map(({ setting }) => setting)).toEqual([
            `${PREFIX[environment]}_MODE_FORCED`,
            'PROD_MOCK_ALLOWED',
            'override',
            'environmentDefault',
          ]);
          expect(trace[2]?.value).toBe(override);
          expect(trace[3]?.value).toBe(environmentDefault);
        }
      }
    }
  });

  test('tell the mode without the value', async () => {
    await choose('live', 'live');
    const app = (await server).withToken(token);
    const answer = await app.get(`/external/keys/${key.slug}/mode`);
    expect(Object.keys(answer.body as object).sort()).toEqual(['keyId', 'modeInfo', 'trace']);
    expect(answer.text).not.toContain(key.value);
  });
});
