// What the measurements of a running platform stand on: PostgreSQL, the auth service and the gateway, each a process.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@movies/contract';
import { createClient } from '@movies/contract/client';
import { startPostgres } from '@movies/embedded-postgres';
import { createLog, provision } from '@movies/service-kit';
import { answers, freePort, startNode, stopAll } from './processes.ts';

export interface Ground {
  authUrl: string;
  authProcess: number;
  gatewayUrl: string;
  gatewayProcess: number;
  /** An access token of a member. */
  token: string;
  clear(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
const INTERNAL_SECRET = 'only-for-measurements-0123';

export const member = { username: 'measure', email: 'measure@example.org', password: 'correct horse battery' };

export async function prepareGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-bench-'));
  const log = createLog('bench', 'silent');
  const server = await startPostgres({ directory: join(folder, 'postgres'), password: 'only-here', log });
  const DATABASE_URL = await provision({
    adminUrl: server.url,
    service: 'auth',
    role: 'movies_auth',
    password: 'only-here',
    log,
  });
  const common = { INTERNAL_SECRET, HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'info' };
  const authPort = String(await freePort());
  const authUrl = `http://127.0.0.1:${authPort}`;
  const auth = startNode(join(ROOT, 'services/auth/src/main.ts'), { ...common, DATABASE_URL, PORT: authPort });
  await answers(`${authUrl}/health/ready`);
  const port = String(await freePort());
  const gatewayUrl = `http://127.0.0.1:${port}`;
  // Limits are counted, but far away: a load test is one caller with a thousand times the usual appetite.
  const limits = { RATE_LIMIT_FACTOR: '100000' };
  const gateway = startNode(join(ROOT, 'gateway/src/main.ts'), { ...common, ...limits, AUTH_URL: authUrl, PORT: port });
  for (const { stdout } of [auth, gateway]) stdout?.resume();
  await answers(`${gatewayUrl}/api/auth/status`);
  return {
    authUrl,
    authProcess: auth.pid ?? 0,
    gatewayUrl,
    gatewayProcess: gateway.pid ?? 0,
    token: await tokenOf(authUrl),
    clear: async () => {
      await stopAll();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function tokenOf(url: string): Promise<string> {
  const answer = await createClient(url)(register, { body: member });
  if (answer.status !== 201) throw new Error(`could not register: ${JSON.stringify(answer.body)}`);
  return answer.body.access_token;
}
