// The PostgreSQL server of the platform, the embedded one or another, with a role and a schema for every service.
import { join, resolve } from 'node:path';
import { runningPostgres, startPostgres } from '@movies/embedded-postgres';
import { type Lifecycle, type Log, provision, StartupError } from '@movies/service-kit';
import type { Secrets } from './secrets.ts';
import type { StandaloneSettings } from './settings.ts';

interface Needs<Service extends string> {
  settings: Pick<StandaloneSettings, 'DATABASE_URL' | 'DATA_DIR'>;
  /** Whether to use the server of a platform that runs, instead of refusing to run beside it. */
  share?: boolean;
  secrets: Secrets;
  services: readonly Service[];
  lifecycle: Lifecycle;
  log: Log;
}

/** Where each service connects. */
export async function openDatabases<Service extends string>(needs: Needs<Service>): Promise<Record<Service, string>> {
  return (await openServer(needs)).databases;
}

/** The same, and where someone connects who may do everything. */
export async function openServer<Service extends string>(needs: Needs<Service>) {
  const { settings, secrets, services, log } = needs;
  const given = settings.DATABASE_URL;
  const adminUrl = given ?? (await embedded(needs));
  const urls = {} as Record<Service, string>;
  for (const service of services) {
    const role = { service, role: `movies_${service}`, password: secrets.rolePasswords[service] ?? '' };
    urls[service] = await provision({ adminUrl, ...role, log }).catch((error) => notReached(error, given));
  }
  return { adminUrl, databases: urls };
}

async function embedded({ settings, share, secrets, lifecycle, log }: Needs<string>): Promise<string> {
  const options = { directory: join(resolve(settings.DATA_DIR), 'postgres'), password: secrets.databasePassword, log };
  const running = share ? await runningPostgres(options) : undefined;
  if (running) return running;
  const server = await startPostgres(options);
  lifecycle.atEnd('PostgreSQL', () => server.stop());
  return server.url;
}

function notReached(error: Error & { code?: string }, given: string | undefined): never {
  if (given === undefined) throw error;
  throw new StartupError(`The database does not let us in: ${error.message || error.code}. Change DATABASE_URL.`);
}
