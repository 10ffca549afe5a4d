// What the gateway costs: beside the service itself, a bare proxy and nginx, in one run.
import { join } from 'node:path';
import type { Ground } from '../ground.ts';
import { type Figures, inTurns } from '../load.ts';
import { startNginx } from '../nginx.ts';
import { answers, freePort, startNode } from '../processes.ts';
import { table } from '../table.ts';

const LOAD = { rounds: 5, seconds: 3, connections: 32 };

export async function gatewaySuite(ground: Ground) {
  const bareUrl = await startBareProxy(ground.authUrl);
  const nginxUrl = await startNginx(ground.authUrl);
  const places = [
    { name: 'service directly', url: ground.authUrl },
    { name: 'bare @fastify/http-proxy', url: bareUrl },
    ...(nginxUrl ? [{ name: 'nginx', url: nginxUrl }] : []),
    { name: 'gateway', url: ground.gatewayUrl },
  ];
  const headers = { authorization: `Bearer ${ground.token}` };
  const ofMember = places.map(({ name, url }) => ({ name, url: `${url}/api/user/profile`, headers }));
  const ofGuest = places.map(({ name, url }) => ({ name, url: `${url}/api/profile/1` }));
  const authenticated = await inTurns(ofMember, LOAD);
  const cached = await inTurns(ofGuest, LOAD);
  process.stdout.write(rows('Authenticated GET /api/user/profile', authenticated));
  process.stdout.write(rows('Public GET /api/profile/1, kept by the gateway', cached));
  return { authenticated, cached };
}

async function startBareProxy(upstream: string): Promise<string> {
  const port = String(await freePort());
  startNode(join(import.meta.dirname, '../bare-proxy.ts'), { UPSTREAM: upstream, PORT: port });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/auth/status`);
  return url;
}

function rows(title: string, figures: Figures[]): string {
  const bare = figures.find(({ name }) => name.startsWith('bare'))?.requestsPerSecond ?? Number.NaN;
  return table(
    title,
    ['', 'requests/s', 'of bare proxy', 'p50 ms', 'p99 ms', 'failures'],
    figures.map(({ name, requestsPerSecond, p50, p99, failures }) => [
      name,
      requestsPerSecond,
      `${Math.round((100 * requestsPerSecond) / bare)} %`,
      p50,
      p99,
      String(failures),
    ]),
  );
}
