import { availableParallelism } from 'node:os';

const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true, tsx: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** What every kind of test shares: TypeScript as ES modules, libraries from their sources. */
const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': swc },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // What its package exports is what is published: built files.
    '^@ibyok/client$': '<rootDir>/libs/client/src/index.ts',
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
};

/** One PostgreSQL for all black-box tests of a run. */
const onPostgres = {
  globalSetup: '<rootDir>/apps/api/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/apps/api/test/harness/global-teardown.mjs',
};

export default {
  testTimeout: 240_000,
  // Jest's own choice is one less than there are, yet these tests mostly wait for servers and a browser.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  reporters: ['default', '<rootDir>/scripts/trust/reporter.mjs'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.{ts,tsx}', '<rootDir>/scripts/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'http',
      ...onPostgres,
      testMatch: ['<rootDir>/{apps/api,apps/cli,libs/client}/test/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      ...onPostgres,
      testMatch: ['<rootDir>/apps/admin/test/**/*.spec.ts'],
    },
  ],
};
