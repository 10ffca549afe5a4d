// `pnpm drill:scale [service ...]`: in containers, each service is scaled up, loses a replica and is scaled down, under load.
import { findCompose } from './containers/compose.ts';
import { subscribe } from './live/subscriber.ts';
import { drill, flush, type Outcome, type Phase, scaleOf } from './scale/drill.ts';
import { startLoad } from './scale/load.ts';
import { SCALABLE } from './scale/replicas.ts';

const { DRILL_URL = 'http://127.0.0.1:8000', DRILL_SOCKETS = 'http://127.0.0.1:8001' } = process.env;
const MEMBERS = 8;
// Promises are kept by a machine that has time for them: this is well below what two processors do.
const PER_SECOND = Number(process.env.DRILL_RATE ?? 40);
const SOCKETS = 6;
const LEAST_SHARE = 0.15;
const HEARD_WITHIN_MS = 15_000;

const compose = await findCompose();
if (!compose) {
  process.stderr.write('The drill wants Docker and its compose command; this machine has none that answers.\n');
  process.exit(1);
}
const asked = process.argv.slice(2);
const up = scaleOf(compose, { RATE_LIMIT_FACTOR: '0', CONNECTIONS_PER_ADDRESS: '0' });
await up({});
await untilReady();
const load = await startLoad(DRILL_URL, MEMBERS, PER_SECOND);
const phases: Phase[] = [];
let unheard = 0;
for (const service of asked.length > 0 ? asked : SCALABLE) {
  const phase = await whileListening(() => drill(compose, load, service, up));
  tell(phase);
  phases.push(phase);
}
const flushed = await whileListening(() => flush(compose, load));
process.stdout.write(`Both Redis flushed\n${told('FLUSHALL', flushed)}\n`);
await load.stop();
const wrong = [
  ...phases.flatMap(wrongIn),
  ...failuresOf('FLUSHALL', [...flushed.reads, ...flushed.writes]),
  ...(unheard > 0 ? [`${unheard} reviews did not reach a socket`] : []),
];
process.stdout.write(`Reviews that did not reach a socket: ${unheard} of ${load.reviews.length * SOCKETS}\n`);
for (const failure of [...new Set(wrong)].slice(0, 30)) process.stdout.write(`  broken: ${failure}\n`);
process.stdout.write(wrong.length === 0 ? 'Every promise held.\n' : 'Promises were broken.\n');
process.exit(wrong.length === 0 ? 0 : 1);

async function untilReady(): Promise<void> {
  const until = Date.now() + 120_000;
  const isReady = () =>
    fetch(`${DRILL_URL}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (Date.now() > until) throw new Error(`${DRILL_URL} is not ready.`);
    await new Promise((go) => setTimeout(go, 300));
  }
}

/** Sockets listen from before it begins, and all hear of each review that was acknowledged. */
async function whileListening<T>(work: () => Promise<T>): Promise<T> {
  const listeners = await Promise.all(Array.from({ length: SOCKETS }, () => subscribe(DRILL_SOCKETS)));
  const first = load.reviews.length;
  const result = await work();
  unheard += await notHeard(listeners, load.reviews.slice(first));
  for (const listener of listeners) listener.stop();
  return result;
}

async function notHeard(listeners: Awaited<ReturnType<typeof subscribe>>[], reviews: number[]): Promise<number> {
  const until = Date.now() + HEARD_WITHIN_MS;
  const missing = () =>
    listeners.reduce((sum, listener) => {
      const heard = new Set(listener.reviews.values());
      return sum + reviews.filter((id) => !heard.has(id)).length;
    }, 0);
  while (missing() > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 200));
  return missing();
}

function tell({ service, share, up: scaled, kill, down, followers }: Phase): void {
  const spread = `the least of three replicas had ${Math.round(share * 100)} % of the work within 5 s`;
  const lines = [
    `${service}: ${spread}; ${followers || 'each log has one follower'}`,
    told('scaling up', scaled),
    told('kill -9', kill),
    told('scaling down', down),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function told(when: string, { requests, p99, reads, writes }: Outcome): string {
  const [count, ms] = [String(requests).padStart(6), String(p99).padStart(5)];
  return `  ${when.padEnd(14)}${count} requests, p99 ${ms} ms, failed: ${reads.length} reads, ${writes.length} writes`;
}

/** A killed replica may cost a write that it was at; nothing else may fail. */
function wrongIn({ service, share, up: scaled, kill, down, followers }: Phase): string[] {
  return [
    ...(share < LEAST_SHARE ? [`${service}: a replica had only ${Math.round(share * 100)} % of the work`] : []),
    ...(followers ? [`${service}: a log has several followers (${followers})`] : []),
    ...failuresOf(`${service}, scaling up`, [...scaled.reads, ...scaled.writes]),
    ...failuresOf(`${service}, kill -9`, kill.reads),
    ...failuresOf(`${service}, scaling down`, [...down.reads, ...down.writes]),
  ];
}

function failuresOf(when: string, done: Outcome['reads']): string[] {
  return done.map(({ what, failure }) => `${when}: ${what}: ${failure?.replace(/"request_id":"[^"]*"/, '')}`);
}
