/** Loaded once in a worker: see the environment. */
const libraries = [
  '@fastify/cors',
  '@fastify/http-proxy',
  '@fastify/jwt',
  '@fastify/multipart',
  '@movies/contract',
  '@movies/contract/client',
  '@movies/contract/openapi',
  '@movies/service-kit',
  'argon2',
  'bullmq',
  'fast-json-stringify',
  'fast-jwt',
  'fastify',
  'ioredis',
  'nodemailer',
  'pg',
  'pino',
  'prom-client',
  'rate-limiter-flexible',
  'socket.io',
  'socket.io-client',
  'typebox',
  'typebox/compile',
  'typeorm',
  'undici',
];

export default {
  testEnvironment: './packages/testing/src/environment.ts',
  moduleNameMapper: { [`^(${libraries.join('|')})$`]: '<rootDir>/packages/testing/src/libraries/$1.cjs' },
  // Node runs the TypeScript as it is.
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // A machine that is busy with something else takes its time.
  testTimeout: 60_000,
  // One more than there are cores on a small machine: many tests wait for others to do something.
  maxWorkers: 3,
  testSequencer: './packages/testing/src/longest-first.cjs',
  globalSetup: './packages/testing/src/global-setup.ts',
  globalTeardown: './packages/testing/src/global-teardown.ts',
};
