// `pnpm dev`: the pages from their sources, changed while one looks, on the API of a platform that runs.
import { createServer } from 'vite';
import { devOptions } from './options.ts';

const { WEB_PORT = '5173', PLATFORM_URL = 'http://localhost:8000' } = process.env;

const server = await createServer(devOptions(Number(WEB_PORT), PLATFORM_URL));
await server.listen();
process.stdout.write(`The pages: ${server.resolvedUrls?.local[0] ?? `http://localhost:${WEB_PORT}/`}\n`);
process.stdout.write(`The API is the one of ${PLATFORM_URL} (PLATFORM_URL); start it with: npx pnpm start\n`);
