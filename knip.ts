import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  workspaces: {
    '.': { entry: ['scripts/*.ts'], project: ['scripts/**/*.ts'] },
    'packages/standalone': { entry: ['src/start.ts', 'src/admin.ts'] },
    'packages/testing': { entry: ['src/global-*.ts'] },
    'packages/bench': { entry: ['src/main.ts', 'src/bare-proxy.ts'] },
    'services/*': { entry: ['src/main.ts', 'src/admin.ts'] },
    gateway: { entry: ['src/main.ts'] },
  },
};

export default config;
