import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { newDirectory, newFile } from '../harness/run.js';
import { ServerProcess, type Variables } from '../harness/server-process.js';
import { unique } from '../harness/workspace.js';

/** In every secret below: a refusal must not repeat it. */
const PLANTED = unique('planted-');
const base64 = (bytes: number): string => randomBytes(bytes).toString('base64');

/** Complete, with a database that is not reached: a configuration is refused before anything is touched. */
const ON_A_DATABASE = {
  DATABASE_URL: `postgresql://ibyok:${PLANTED}@127.0.0.1:1/ibyok`,
  IBYOK_MASTER_KEY: base64(32),
  IBYOK_SESSION_SECRET: PLANTED.padEnd(32, 'x'),
};
const without = (name: keyof typeof ON_A_DATABASE): Variables => ({ ...ON_A_DATABASE, [name]: undefined });

const traced = (variables: Variables): Variables => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
  ...variables,
});
const BY_RATIO = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' };

const words = (variable: string, refused: readonly string[]): readonly (readonly [string, Variables])[] =>
  refused.map((word) => [variable, { [variable]: word }]);

const REFUSED: readonly (readonly [string, Variables])[] = [
  ...words('NODE_ENV', ['qa', 'Production', 'production ', 'live']),
  ...words('DEV_MODE_FORCED', ['', 'MOCK', ' live', 'true', 'inherit']),
  ...words('STAGING_MODE_FORCED', ['', 'Live', 'mock,live']),
  ...words('PROD_MODE_FORCED', ['', 'LIVE', 'none', 'false']),
  ...words('PROD_MOCK_ALLOWED', ['', 'ture', 'TRUE', '0', 'no', 'false ']),
  ['PROD_MODE_FORCED', { PROD_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' }],
  ...words('QA_MODE_FORCED', ['mock', PLANTED, '']),
  ...words('PRODUCTION_MODE_FORCED', ['live']),
  ...words('DEV_MOCK_ALLOWED', ['false']),
  ...words('STAGING_MOCK_ALLOWED', ['true']),
  ...words('PROD_LIVE_ALLOWED', ['false']),
  ...words('IBYOK_ROLE', ['', 'api', 'ALL', 'dashboard,external']),
  ...words('IBYOK_SIGNUP', ['', 'yes', 'Open']),
  ...words('PORT', ['', 'http', '-1', '65536', '3000.5', '0x10']),
  ...words('HOST', ['']),
  ['IBYOK_OIDC_NAME', { IBYOK_OIDC_NAME: 'x'.repeat(41) }],
  ...words('IBYOK_METRICS_PORT', ['', 'on', '65536']),
  ...words('IBYOK_WORKERS', ['', '0', '65', '-1', '1.5', 'auto']),
  ...words('OTEL_EXPORTER_OTLP_ENDPOINT', ['', 'collector:4318', 'grpc://collector:4317', 'http://']),
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://me:${PLANTED}@collector` }],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://collector/?key=${PLANTED}` }],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', traced({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })],
  ['OTEL_SERVICE_NAME', traced({ OTEL_SERVICE_NAME: '' })],
  ['OTEL_TRACES_SAMPLER', traced({ OTEL_TRACES_SAMPLER: 'always' })],
  ['OTEL_TRACES_SAMPLER_ARG', traced({ ...BY_RATIO, OTEL_TRACES_SAMPLER_ARG: '1.5' })],
  ['OTEL_TRACES_SAMPLER_ARG', traced({ ...BY_RATIO, OTEL_TRACES_SAMPLER_ARG: '' })],
  ...words('IBYOK_PUBLIC_URL', ['', 'keys.example.com', 'ftp://keys.example.com', 'https://a.example/path']),
  ['IBYOK_PUBLIC_URL', { IBYOK_PUBLIC_URL: `https://me:${PLANTED}@keys.example.com` }],
  ['DATABASE_URL', { ...ON_A_DATABASE, DATABASE_URL: '' }],
  ['DATABASE_URL', { ...ON_A_DATABASE, DATABASE_URL: `mysql://root:${PLANTED}@localhost/ibyok` }],
  ['DATABASE_URL', { ...ON_A_DATABASE, DATABASE_URL: PLANTED }],
  ['IBYOK_DATABASE_OWNER_URL', { ...ON_A_DATABASE, IBYOK_DATABASE_OWNER_URL: PLANTED }],
  [
    'IBYOK_DATABASE_OWNER_URL',
    { DATABASE_URL: undefined, IBYOK_DATABASE_OWNER_URL: ON_A_DATABASE.DATABASE_URL },
  ],
  ['IBYOK_MASTER_KEY', without('IBYOK_MASTER_KEY')],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: '' }],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: PLANTED }],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: base64(31) }],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: base64(33) }],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: `${base64(32)},${PLANTED}` }],
  ['IBYOK_MASTER_KEY', { ...ON_A_DATABASE, IBYOK_MASTER_KEY: `${base64(32)},` }],
  ['IBYOK_MASTER_KEY', { IBYOK_MASTER_KEY: base64(16) }],
  ['IBYOK_MASTER_KEY_FILE', { ...without('IBYOK_MASTER_KEY'), IBYOK_MASTER_KEY_FILE: '/no/such/file' }],
  ['IBYOK_MASTER_KEY_FILE', { ...without('IBYOK_MASTER_KEY'), IBYOK_MASTER_KEY_FILE: newFile('\n') }],
  ['IBYOK_MASTER_KEY_FILE', { ...ON_A_DATABASE, IBYOK_MASTER_KEY_FILE: newFile(base64(32)) }],
  ['IBYOK_MASTER_KEY', { ...without('IBYOK_MASTER_KEY'), IBYOK_MASTER_KEY_FILE: newFile(PLANTED) }],
  ['IBYOK_SESSION_SECRET', without('IBYOK_SESSION_SECRET')],
  ['IBYOK_SESSION_SECRET', { ...ON_A_DATABASE, IBYOK_SESSION_SECRET: '' }],
  ['IBYOK_SESSION_SECRET', { ...ON_A_DATABASE, IBYOK_SESSION_SECRET: PLANTED.slice(0, 31) }],
  [
    'IBYOK_SESSION_SECRET_FILE',
    { ...without('IBYOK_SESSION_SECRET'), IBYOK_SESSION_SECRET_FILE: '/no/file' },
  ],
  [
    'IBYOK_SESSION_SECRET',
    { ...without('IBYOK_SESSION_SECRET'), IBYOK_SESSION_SECRET_FILE: newFile('short') },
  ],
  ...words('IBYOK_SETUP_TOKEN', ['', 'short-and-known']),
  ...words('IBYOK_TRUST_PROXY', ['']),
];

interface Refusal {
  readonly code: number | null;
  readonly stdout: string;
  readonly lines: readonly string[];
  readonly touched: boolean;
}

/**
 * As few starts as can be, each with many variables wrong: a start names them all. Configurations share a
 * start where they do not set one variable differently and are refused for different ones.
 */
const starts: { readonly refused: Set<string>; readonly variables: Map<string, string | undefined> }[] = [];
const startOf = REFUSED.map(([refused, variables]) => {
  const entries = Object.entries(variables);
  const family = refused.replace(/_FILE$/, '');
  const fits = (start: (typeof starts)[number]): boolean =>
    [family, `${family}_FILE`].every((name) => !start.refused.has(name)) &&
    entries.every(([name, text]) => !start.variables.has(name) || start.variables.get(name) === text);
  const start = starts.find(fits) ?? { refused: new Set(), variables: new Map() };
  if (start.refused.size === 0) starts.push(start);
  start.refused.add(refused);
  for (const [name, text] of entries) start.variables.set(name, text);
  return start;
});
const refusals = new Map<unknown, Refusal>();

beforeAll(async () => {
  const left = [...starts];
  const work = async (): Promise<void> => {
    for (let start = left.shift(); start; start = left.shift()) {
      refusals.set(start, await refusalOf(Object.fromEntries(start.variables)));
    }
  };
  await Promise.all([work(), work()]);
});

async function refusalOf(variables: Variables): Promise<Refusal> {
  const dataDirectory = newDirectory();
  const server = new ServerProcess({ PORT: '0', IBYOK_DATA_DIR: dataDirectory, ...variables });
  // One that starts instead fails its test with what it said, rather than hang here.
  const tooLong = setTimeout(() => server.kill(), 20_000);
  const code = await server.ended();
  clearTimeout(tooLong);
  const lines = server.stderr.trimEnd().split('\n');
  return { code, stdout: server.stdout, lines, touched: existsSync(dataDirectory) };
}

test.each(REFUSED.map(([variable, { [variable]: text }], index) => ({ variable, text, index })))(
  'refuses $variable ($text) in one line that names it and repeats no secret',
  ({ variable, index }) => {
    const { code, lines } = refusals.get(startOf[index]) as Refusal;
    expect(code).toBe(78);
    expect(lines.filter((line) => line.startsWith(`${variable} `))).toHaveLength(1);
    expect(lines.join('\n')).not.toContain(PLANTED.slice(8));
  },
);

test('says nothing else, and nothing is created', () => {
  for (const start of starts) {
    const { stdout, lines, touched } = refusals.get(start) as Refusal;
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([...start.refused].sort());
    expect({ stdout, touched }).toEqual({ stdout: '', touched: false });
  }
});

test.each<Variables>([
  { NODE_ENV: 'qa' },
  { PROD_MOCK_ALLOWED: 'ture' },
  { PROD_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' },
  { STAGING_LIVE_ALLOWED: 'true' },
  { IBYOK_TRUST_PROXY: 'not-an-address' },
])('refuses %j alone', async (variables) => {
  const { code, stdout, lines, touched } = await refusalOf(variables);
  expect({ code, stdout, lines, touched }).toEqual({
    code: 78,
    stdout: '',
    lines: [expect.stringMatching(new RegExp(`^${Object.keys(variables)[0]} `))],
    touched: false,
  });
});
