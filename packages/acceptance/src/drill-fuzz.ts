// `pnpm drill:fuzz [requests] [seed]`: hostile requests to every operation, as many as one likes.
import { fuzz } from './fuzz.ts';
import { findPlatform } from './platform.ts';

const requests = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now());
const platform = await findPlatform();
const { byStatus, findings } = await fuzz(platform, requests, seed);
await platform.stop();
process.stdout.write(`${requests} requests, seed ${seed}: ${JSON.stringify(byStatus)}\n`);
for (const finding of findings.slice(0, 20)) process.stdout.write(`${JSON.stringify(finding).slice(0, 2_000)}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
