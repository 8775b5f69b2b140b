import { specsWithDatabase } from './scripts/specs-with-database.mjs';

// `npm test` runs everything on the embedded database; with DB=postgres (as .ci/run does second) only what opens a
// database: suites with a PostgreSQL side, whole hosts, and the specs of `src` that have one.
const onPostgres = process.env.DB === 'postgres';

export default {
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/sdk', '<rootDir>/cli', '<rootDir>/connectors', '<rootDir>/test'],
  testMatch: onPostgres
    ? [
        '**/*.postgres.spec.ts',
        '**/test/flow/**/*.spec.ts',
        '**/test/failure/**/*.spec.ts',
        '**/test/fuzz/**/*.spec.ts',
        ...specsWithDatabase('src').map((path) => `<rootDir>/${path}`),
      ]
    : ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(onPostgres ? [] : ['\\.postgres\\.spec\\.ts$'])],
  ...(onPostgres && {
    globalSetup: '<rootDir>/scripts/template-database.mjs',
    globalTeardown: '<rootDir>/scripts/drop-template-database.mjs',
  }),
  reporters: ['default', '<rootDir>/scripts/counting-reporter.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  // A package's `metadata.json.js` is JavaScript, and must not become the JSON beside it.
  moduleNameMapper: { '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2024',
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  maxWorkers: 2,
  // Begun anew less often: with 512 MB, forty unit specs took 4 % more processor time.
  workerIdleMemoryLimit: '1500MB',
  // In full the counts are ten times and more, on a machine that runs a database beside them.
  testTimeout: process.env.CI_FULL === '1' ? 300_000 : 30_000,
};
