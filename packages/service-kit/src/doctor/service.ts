// What is looked at in every service that is a process of its own.
import type { DatabaseOptions } from '../database/database.ts';
import { checkDatabase } from './database.ts';
import type { Check } from './finding.ts';
import { checkPort } from './machine.ts';
import { checkNeighbour } from './neighbours.ts';
import { checkRedis } from './redis.ts';

interface Common {
  HOST: string;
  PORT: number;
  INTERNAL_SECRET: string;
  DATABASE_URL?: string;
  REDIS_URL?: string | undefined;
  JOBS_REDIS_URL?: string | undefined;
}

/** `schema`: where it has a database; `neighbours`: whom it asks, by name. */
export function checksOfService(
  settings: Common,
  schema: Pick<DatabaseOptions, 'schema' | 'migrations'> | undefined,
  neighbours: Record<string, string | undefined>,
): Check[] {
  const { HOST, PORT, INTERNAL_SECRET: secret, DATABASE_URL, REDIS_URL, JOBS_REDIS_URL } = settings;
  const others = Object.entries(neighbours).flatMap(([service, url]) => (url ? [{ service, url, secret }] : []));
  return [
    checkPort('PORT', HOST, PORT),
    ...(schema && DATABASE_URL
      ? [checkDatabase({ ...schema, url: DATABASE_URL, holdsJobs: !(JOBS_REDIS_URL ?? REDIS_URL) })]
      : []),
    ...checksOfRedis({ REDIS_URL, JOBS_REDIS_URL }, schema !== undefined),
    ...others.map(checkNeighbour),
  ];
}

type RedisSettings = Pick<Common, 'REDIS_URL' | 'JOBS_REDIS_URL'>;

export function checksOfRedis({ REDIS_URL, JOBS_REDIS_URL }: RedisSettings, hasJobs: boolean): Check[] {
  const found: Check[] = [];
  if (REDIS_URL) {
    found.push(checkRedis({ variable: 'REDIS_URL', url: REDIS_URL, holdsJobs: hasJobs && !JOBS_REDIS_URL }));
  }
  if (JOBS_REDIS_URL && hasJobs) {
    found.push(checkRedis({ variable: 'JOBS_REDIS_URL', url: JOBS_REDIS_URL, holdsJobs: true }));
  }
  return found;
}
