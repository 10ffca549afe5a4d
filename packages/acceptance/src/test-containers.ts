// `pnpm test:containers`: builds the images, starts the whole platform in containers, on ports and volumes of its own, sends
// the journeys and the Postman collection through it, and takes it away again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@movies/contract/client';
import { sendCollection } from './collection.ts';
import { type Compose, findCompose } from './containers/compose.ts';
import { withLetters } from './containers/letters.ts';
import { ADMIN } from './platform.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY_MS = 180_000;
const ENVIRONMENT = {
  GATEWAY_PORT: '0',
  SOCKET_PORT: '0',
  DEMO: '1',
  LOG_LEVEL: 'warn',
  // Journeys of many people come from one address.
  RATE_LIMIT_FACTOR: '1000',
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
};

const compose = await findCompose('movies-journeys');
if (compose) process.exitCode = await test(compose);
else process.stderr.write('The containers are not tested: no Docker with its compose command on this machine.\n');

async function test(compose: Compose): Promise<number> {
  const { run } = compose;
  try {
    process.stderr.write('Building and starting the containers ...\n');
    await run(['up', '-d', '--build'], ENVIRONMENT);
    const address = (await run(['port', 'gateway', '8000'], ENVIRONMENT)).trim();
    const url = `http://${address}`;
    await untilReady(url);
    return await withLetters(
      compose,
      async (folder) => (await journeys(url, folder)) || (await collection(url, folder)),
    );
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${await run(['logs', '--tail', '20']).catch(() => '')}\n`);
    return 1;
  } finally {
    await run(['down', '-v'], ENVIRONMENT);
  }
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(500);
  }
  throw new Error(`${url} does not become ready.`);
}

async function collection(url: string, mailFolder: string): Promise<number> {
  const platform = { url, api: createClient(url), mailFolder, stop: async () => undefined };
  const { requests, failed, unsent } = await sendCollection(platform, ADMIN.password);
  process.stderr.write(`The Postman collection: ${requests} requests, ${failed.length} failed.\n`);
  for (const name of [...failed, ...unsent.map((left) => `${left}: not sent`)]) process.stderr.write(`  ${name}\n`);
  return failed.length + unsent.length > 0 ? 1 : 0;
}

async function journeys(url: string, mailFolder: string): Promise<number> {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
  const jest = spawn(
    process.execPath,
    [...flags, 'node_modules/jest/bin/jest.js', 'packages/acceptance/src/journeys.test.ts'],
    {
      cwd: ROOT,
      env: { ...process.env, ACCEPTANCE_URL: url, ACCEPTANCE_MAIL: mailFolder },
      stdio: 'inherit',
    },
  );
  const [code] = await once(jest, 'exit');
  return code ?? 1;
}
