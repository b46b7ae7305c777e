import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { readConfig } from './config.js';
import { ConfigError } from './config-error.js';

const DATABASE_URL = 'postgresql://ibyok:planted-password@localhost:5432/ibyok';
const COMPLETE = {
  DATABASE_URL,
  IBYOK_MASTER_KEY: randomBytes(32).toString('base64'),
  IBYOK_SESSION_SECRET: randomBytes(32).toString('hex'),
};

function linesOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables, '/project');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

describe('readConfig', () => {
  it('has the defaults of the contract', () => {
    expect(readConfig({}, '/project')).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      port: 3000,
      role: 'all',
      publicUrl: null,
      trustProxy: [],
      databaseUrl: null,
      databaseOwnerUrl: null,
      dataDirectory: '/project/.ibyok',
      masterKeys: null,
      sessionSecret: null,
      setupToken: null,
      signup: 'closed',
    });
  });

  it.each([
    ['', 'development'],
    ['test', 'development'],
    ['stage', 'staging'],
    ['prod', 'production'],
  ])('reads NODE_ENV "%s" as %s', (word, environment) => {
    expect(readConfig({ NODE_ENV: word }, '/project').environment).toBe(environment);
  });

  it.each<[string, Record<string, string>]>([
    ['NODE_ENV', { NODE_ENV: 'qa' }],
    ['NODE_ENV', { NODE_ENV: 'Production' }],
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '' }],
    ['HOST', { HOST: '' }],
    ['IBYOK_ROLE', { IBYOK_ROLE: 'api' }],
    ['IBYOK_SIGNUP', { IBYOK_SIGNUP: 'yes' }],
    ['IBYOK_PUBLIC_URL', { IBYOK_PUBLIC_URL: 'keys.example.com' }],
    ['IBYOK_PUBLIC_URL', { IBYOK_PUBLIC_URL: 'https://keys.example.com/path' }],
    ['IBYOK_PUBLIC_URL', { IBYOK_PUBLIC_URL: 'https://me:planted-password@keys.example.com' }],
    ['IBYOK_DATA_DIR', { IBYOK_DATA_DIR: '' }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: 'mysql://root:planted-password@localhost' }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: '' }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: `${DATABASE_URL}?options=-c%20role%3Dpostgres` }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: `${DATABASE_URL}?%6fptions=-c%20role%3Dpostgres` }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: 'postgres://u:p%zz@localhost/ibyok' }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: 'postgres://u%2:0p@localhost/ibyok' }],
    ['DATABASE_URL', { ...COMPLETE, DATABASE_URL: 'postgres://localhost:99999/ibyok' }],
    ['IBYOK_DATABASE_OWNER_URL', { ...COMPLETE, IBYOK_DATABASE_OWNER_URL: '' }],
    ['IBYOK_DATABASE_OWNER_URL', { ...COMPLETE, IBYOK_DATABASE_OWNER_URL: 'planted-password' }],
    ['IBYOK_DATABASE_OWNER_URL', { ...COMPLETE, IBYOK_DATABASE_OWNER_URL: `${DATABASE_URL}?options=x` }],
    ['IBYOK_DATABASE_OWNER_URL', { IBYOK_DATABASE_OWNER_URL: DATABASE_URL }],
    ['IBYOK_TRUST_PROXY', { IBYOK_TRUST_PROXY: 'nonsense' }],
    ['IBYOK_TRUST_PROXY', { IBYOK_TRUST_PROXY: '10.0.0.0/99' }],
    ['IBYOK_TRUST_PROXY', { IBYOK_TRUST_PROXY: '10.0.0.1,' }],
    ['IBYOK_MASTER_KEY', { DATABASE_URL, IBYOK_SESSION_SECRET: COMPLETE.IBYOK_SESSION_SECRET }],
    ['IBYOK_MASTER_KEY', { IBYOK_MASTER_KEY: 'planted-password' }],
    ['IBYOK_MASTER_KEY', { IBYOK_MASTER_KEY: randomBytes(31).toString('base64') }],
    ['IBYOK_MASTER_KEY', { IBYOK_MASTER_KEY: `${COMPLETE.IBYOK_MASTER_KEY},planted-password` }],
    ['IBYOK_MASTER_KEY', { IBYOK_MASTER_KEY: '' }],
    ['IBYOK_MASTER_KEY_FILE', { IBYOK_MASTER_KEY_FILE: '/no/such/file' }],
    ['IBYOK_MASTER_KEY_FILE', { ...COMPLETE, IBYOK_MASTER_KEY_FILE: '/dev/null' }],
    ['IBYOK_SESSION_SECRET', { DATABASE_URL, IBYOK_MASTER_KEY: COMPLETE.IBYOK_MASTER_KEY }],
    ['IBYOK_SESSION_SECRET', { IBYOK_SESSION_SECRET: 'planted-password' }],
    ['IBYOK_SETUP_TOKEN', { IBYOK_SETUP_TOKEN: '' }],
    ['IBYOK_SETUP_TOKEN', { IBYOK_SETUP_TOKEN: '15 characters!!' }],
    ['PROD_MODE_FORCED', { PROD_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' }],
    ['QA_MODE_FORCED', { QA_MODE_FORCED: 'planted-password' }],
  ])('refuses a wrong %s in one line that names it and repeats no value', (variable, variables) => {
    const lines = linesOf(variables);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`${variable} `)).toBe(true);
    expect(lines[0]).not.toContain('planted-password');
    expect(lines[0]).not.toContain('\n');
  });

  it('names every wrong variable at once', () => {
    expect(linesOf({ NODE_ENV: 'qa', PORT: 'x', DEV_MODE_FORCED: 'x' })).toHaveLength(3);
  });

  it('asks no session secret of a server that has no sessions', () => {
    const { IBYOK_SESSION_SECRET: _, ...rest } = COMPLETE;
    expect(linesOf({ ...rest, IBYOK_ROLE: 'external' })).toEqual([]);
  });

  it.each([
    'postgresql://me:secret@/ibyok?host=/run/postgresql',
    'postgres:///ibyok?host=/tmp',
    DATABASE_URL,
  ])('takes %s for a database', (url) => expect(linesOf({ ...COMPLETE, DATABASE_URL: url })).toEqual([]));

  it('takes several master keys, newest first', () => {
    const [newest, older] = [randomBytes(32), randomBytes(32)];
    const text = `${newest.toString('base64')},${older.toString('base64')}`;
    const { masterKeys } = readConfig({ IBYOK_MASTER_KEY: text }, '/project');
    expect(masterKeys?.map((key) => key.reveal().equals(newest))).toEqual([true, false]);
  });

  it('shows no secret when it is printed', () => {
    const variables = { ...COMPLETE, IBYOK_DATABASE_OWNER_URL: DATABASE_URL };
    const config = readConfig({ ...variables, IBYOK_SETUP_TOKEN: 'planted-password' }, '/project');
    const printed = `${inspect(config, { depth: 9, showHidden: true })} ${JSON.stringify(config)} ${config.databaseUrl}`;
    for (const secret of [...Object.values(COMPLETE), 'planted-password'])
      expect(printed).not.toContain(secret);
  });
});
