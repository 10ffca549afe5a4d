// Measures the platform on this machine: `pnpm bench`, or `pnpm bench gateway` for one of the suites.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { createLog, runProcess } from '@movies/service-kit';
import { prepareGround } from './ground.ts';
import { stopAll } from './processes.ts';
import { accountsSuite } from './suites/accounts.ts';
import { gatewaySuite } from './suites/gateway.ts';
import { moviesSuite } from './suites/movies.ts';
import { processSuite } from './suites/process.ts';
import { recommenderSuite } from './suites/recommender.ts';
import { socketsSuite } from './suites/sockets.ts';

const ON_GROUND = { gateway: gatewaySuite, accounts: accountsSuite, movies: moviesSuite, sockets: socketsSuite };
const ALONE = { process: processSuite, recommender: recommenderSuite };

const asked = process.argv.slice(2);
const isAsked = (name: string) => asked.length === 0 || asked.includes(name);

const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model,
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
process.stdout.write(`${machine.cores} cores of ${machine.processor}, Node ${machine.node}\n`);

await runProcess(createLog('bench', 'warn'), async (lifecycle) => {
  const results: Record<string, unknown> = { at: new Date().toISOString(), machine };
  lifecycle.atEnd('programs', stopAll);
  for (const [name, suite] of Object.entries(ALONE)) if (isAsked(name)) results[name] = await suite();
  if (Object.keys(ON_GROUND).some(isAsked)) {
    const ground = await prepareGround(lifecycle);
    for (const [name, suite] of Object.entries(ON_GROUND)) if (isAsked(name)) results[name] = await suite(ground);
  }
  await mkdir('.bench', { recursive: true });
  await writeFile('.bench/latest.json', `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write('\nWritten to .bench/latest.json\n');
  await lifecycle.end();
});
