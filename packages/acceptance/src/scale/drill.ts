// Scales a service up, kills a replica and scales down, while members work and sockets listen; and says what came of it.
import type { Compose } from '../containers/compose.ts';
import type { Done, Load } from './load.ts';
import { answeredBy, areHealthy, cursorsHeld, leastShare } from './replicas.ts';

export interface Phase {
  service: string;
  /** The least part of the work that one of three replicas had within five seconds. */
  share: number;
  up: Outcome;
  kill: Outcome;
  down: Outcome;
  /** More cursors held than logs followed, if that was ever seen. */
  followers: string;
}

export interface Outcome {
  requests: number;
  p99: number;
  reads: Done[];
  writes: Done[];
}

const REPLICAS = 3;
const SPREAD_MS = 5_000;
const SETTLED_MS = 4_000;
const PATIENCE_MS = 120_000;

export async function drill(compose: Compose, load: Load, service: string, up: Scale): Promise<Phase> {
  const begun = Date.now();
  await up({ [service]: REPLICAS });
  await until(() => areHealthy(compose, service, REPLICAS), `${service} has ${REPLICAS} replicas`);
  const before = await answeredBy(compose, service);
  await pause(SPREAD_MS);
  const share = leastShare(before, await answeredBy(compose, service));
  const followers = await tooManyFollowers(compose);
  const scaled = outcomeOf(load, begun);

  const killedAt = Date.now();
  const [victim = ''] = await compose.replicas(service);
  await compose.docker(['kill', victim]);
  await pause(SETTLED_MS);
  const killed = outcomeOf(load, killedAt);

  await up({ [service]: REPLICAS });
  await until(() => areHealthy(compose, service, REPLICAS), `${service} has ${REPLICAS} replicas again`);
  const downAt = Date.now();
  await up({ [service]: 1 });
  await pause(SETTLED_MS);
  return { service, share, up: scaled, kill: killed, down: outcomeOf(load, downAt), followers };
}

/** Forgets all that either Redis knows. */
export async function flush(compose: Compose, load: Load): Promise<Outcome> {
  const begun = Date.now();
  for (const redis of ['redis', 'redis-queue']) await compose.run(['exec', '-T', redis, 'redis-cli', 'FLUSHALL']);
  await pause(SETTLED_MS);
  return outcomeOf(load, begun);
}

export type Scale = (replicas: Record<string, number>) => Promise<void>;

export function scaleOf(compose: Compose, environment: Record<string, string>): Scale {
  return async (replicas) => {
    const wanted = Object.entries(replicas).flatMap(([service, count]) => ['--scale', `${service}=${count}`]);
    await compose.run(['up', '-d', ...wanted], environment);
  };
}

function outcomeOf(load: Load, since: number): Outcome {
  const done = load.since(since);
  const failed = done.filter(({ failure }) => failure !== undefined);
  const times = done.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    requests: done.length,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    reads: failed.filter(({ method }) => method === 'GET'),
    writes: failed.filter(({ method }) => method !== 'GET'),
  };
}

const LOGS_FOLLOWED: Record<string, number> = { movies_movie: 1, movies_notification: 2, movies_recommendation: 2 };

async function tooManyFollowers(compose: Compose): Promise<string> {
  for (let look = 0; look < 10; look += 1) {
    const held = Object.entries(await cursorsHeld(compose));
    const wrong = held.filter(([role, count]) => count > (LOGS_FOLLOWED[role] ?? 0));
    if (wrong.length > 0) return wrong.map(([role, count]) => `${role}: ${count}`).join(', ');
    await pause(200);
  }
  return '';
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about that ${what}.`);
    await pause(300);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((over) => {
    setTimeout(over, ms);
  });
}
