// How the pages are built and served, by Vite.
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { ROOT } from './root.ts';
import { slimContract } from './slim-contract.ts';

/** What a platform answers, and no page. */
const OF_THE_PLATFORM = ['/api', '/docs', '/openapi.json', '/health', '/metrics', '/.well-known'];

export function buildOptions(folder: string): InlineConfig {
  return {
    ...common(),
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'baseline-widely-available',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      manifest: 'manifest.json',
    },
  };
}

export function devOptions(port: number, platform: string): InlineConfig {
  const proxy = Object.fromEntries(OF_THE_PLATFORM.map((path) => [path, { target: platform }]));
  return {
    ...common(),
    server: { port, strictPort: true, proxy: { ...proxy, '/socket.io': { target: platform, ws: true } } },
  };
}

function common(): InlineConfig {
  return {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    appType: 'spa',
    plugins: [slimContract(), react()],
    css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  };
}
