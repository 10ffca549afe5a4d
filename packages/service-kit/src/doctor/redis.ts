// Redis: whether it answers, forgets what it must not, and outlives a restart.
import { Redis } from 'ioredis';
import { clockFinding } from './clock.ts';
import { broken, type Check, doubtful, type Finding, looking, messageOf, well } from './finding.ts';

interface Patient {
  variable: string;
  url: string;
  /** Whether the jobs are kept there. */
  holdsJobs: boolean;
}

const PATIENCE_MS = 2_000;
const NEARLY_FULL = 0.9;

export function checkRedis({ variable, url, holdsJobs }: Patient): Check {
  const subject = holdsJobs ? 'Redis of the jobs' : 'Redis';
  return looking(subject, `See that Redis runs, or change ${variable}.`, async () => {
    const client = new Redis(url, {
      lazyConnect: true,
      connectTimeout: PATIENCE_MS,
      commandTimeout: PATIENCE_MS,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    let failure: unknown;
    client.on('error', (error) => {
      failure = error;
    });
    try {
      await client.connect();
      return await examine(client, subject, holdsJobs);
    } catch (error) {
      return [notReached(subject, url, failure ?? error, variable)];
    } finally {
      client.disconnect();
    }
  });
}

function notReached(subject: string, url: string, error: unknown, variable: string): Finding {
  const says = messageOf(error);
  const { host } = new URL(url);
  if (/NOAUTH|WRONGPASS/.test(says)) {
    return broken(
      subject,
      `${host} does not accept the password.`,
      `Write it into ${variable}: redis://:password@host.`,
    );
  }
  return broken(subject, `${host} does not answer (${says}).`, `Start Redis there, or change ${variable}.`);
}

async function examine(client: Redis, subject: string, holdsJobs: boolean): Promise<Finding[]> {
  const before = Date.now();
  const [seconds, micros] = (await client.time()).map(Number) as [number, number];
  const clock = clockFinding(subject, seconds * 1_000 + micros / 1_000, (before + Date.now()) / 2);
  const facts = factsIn(await client.info());
  return [
    well(subject, `${facts.redis_version}, ${facts.used_memory_human} in use.`),
    ...roleOf(subject, facts),
    ...memoryOf(subject, facts),
    ...(holdsJobs ? fitForJobs(subject, facts) : []),
    ...clock,
  ];
}

type Facts = Record<string, string>;

function factsIn(info: string): Facts {
  return Object.fromEntries(info.split('\r\n').flatMap((line) => (line.includes(':') ? [line.split(':', 2)] : [])));
}

function roleOf(subject: string, { role }: Facts): Finding[] {
  if (role !== 'slave') return [];
  return [broken(subject, 'It is a replica, and takes no writes.', 'Lead the URL to its primary.')];
}

function memoryOf(subject: string, { used_memory, maxmemory }: Facts): Finding[] {
  const [used, most] = [Number(used_memory), Number(maxmemory)];
  if (most === 0 || used < most * NEARLY_FULL) return [];
  return [
    doubtful(subject, `${Math.round((100 * used) / most)} % of its memory is in use.`, 'Give it more: maxmemory.'),
  ];
}

function fitForJobs(subject: string, { maxmemory, maxmemory_policy, aof_enabled }: Facts): Finding[] {
  const found: Finding[] = [];
  const evicts = maxmemory_policy !== 'noeviction';
  if (evicts && Number(maxmemory) > 0) {
    const mend = 'Set maxmemory-policy to noeviction, or JOBS_REDIS_URL to a Redis of its own.';
    found.push(broken(subject, `It throws jobs away when it is full (${maxmemory_policy}).`, mend));
  }
  if (aof_enabled !== '1') {
    const mend = 'Set appendonly to yes. Until then jobs come back from rows, some minutes later.';
    found.push(doubtful(subject, 'It forgets its jobs when it starts again.', mend));
  }
  return found;
}
