// `pnpm drill:notifications [seconds]`: every process is killed in turn, again and again, while reviews are written.
import { embedded } from '@movies/testing';
import { check } from './live/checker.ts';
import { startCluster } from './live/cluster.ts';

const seconds = Number(process.argv[2] ?? 120);
const server = await embedded();
const cluster = await startCluster({ serverUrl: server.url });
const { acknowledged, announced, doubles, kills, ...wrong } = await check(cluster, {
  writers: 10,
  subscribers: 100,
  seconds,
  leastKills: 0,
  pauseMs: 20,
});
await cluster.stop();
await server.stop();
process.stdout.write(`${JSON.stringify({ acknowledged, announced, kills, doubles })}\n`);
const findings = Object.entries(wrong).filter(([, found]) => found.length > 0);
for (const [name, found] of findings) process.stdout.write(`${name}: ${JSON.stringify(found).slice(0, 2_000)}\n`);
process.stdout.write(findings.length === 0 ? 'Nothing is missing, nothing was invented.\n' : 'This is wrong.\n');
process.exitCode = findings.length === 0 ? 0 : 1;
