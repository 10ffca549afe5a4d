export default {
  testEnvironment: 'node',
  // Node runs the TypeScript as it is.
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 20_000,
  maxWorkers: 2,
  globalSetup: './packages/testing/src/global-setup.ts',
  globalTeardown: './packages/testing/src/global-teardown.ts',
};
