import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // A type that a signature names is part of the module's face even where nobody imports it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Programs of the machine that optional suites look for.
  ignoreBinaries: ['nginx', 'redis-server', 'setpriv'],
  workspaces: {
    // pnpm itself, so that its version is the lockfile's.
    '.': {
      entry: ['scripts/*.ts'],
      project: ['scripts/**/*.ts'],
      ignoreDependencies: ['pnpm', '@jest/globals'],
    },
    'packages/testing': { entry: ['src/global-*.ts', 'src/libraries/**/*.cjs'] },
    'packages/bench': { entry: ['src/bare-proxy.ts', 'src/sockets/*.ts', 'src/recommender/*.ts'] },
    'packages/upkeep': { entry: ['src/main.ts', 'src/**/*.test.ts'] },
    'packages/web': {
      entry: [
        'build/{main,dev,check-weight}.ts',
        'src/main.tsx',
        'src/**/*.test.ts',
        'journeys/{*.test,*.journey,shots}.ts',
      ],
      ignore: ['public/**'],
      // Named in style sheets.
      ignoreDependencies: [/^@fontsource/],
    },
    'packages/*': { entry: ['src/**/*.test.ts'] },
    'services/*': {
      entry: ['src/main.ts', 'src/*/*-main.ts', 'src/*/bench.ts', 'src/admin.ts', 'src/doctor.ts', 'src/**/*.test.ts'],
    },
    gateway: { entry: ['src/main.ts', 'src/doctor.ts', 'src/**/*.test.ts'] },
  },
};

export default config;
