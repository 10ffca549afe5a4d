// The PostgreSQL server of the platform, the embedded one or another, with a role and a schema for every service.
import { join, resolve } from 'node:path';
import { startPostgres } from '@movies/embedded-postgres';
import { type Lifecycle, type Log, provision, StartupError } from '@movies/service-kit';
import type { Secrets } from './secrets.ts';

interface Needs {
  given: string | undefined;
  directory: string;
  secrets: Secrets;
  services: readonly string[];
  lifecycle: Lifecycle;
  log: Log;
}

/** Where each service connects. */
export async function openDatabases(needs: Needs): Promise<Record<string, string>> {
  const { given, secrets, services, log } = needs;
  const adminUrl = given ?? (await embedded(needs));
  const urls: Record<string, string> = {};
  for (const service of services) {
    const role = { service, role: `movies_${service}`, password: secrets.rolePasswords[service] ?? '' };
    urls[service] = await provision({ adminUrl, ...role, log }).catch((error) => notReached(error, given));
  }
  return urls;
}

async function embedded({ directory, secrets, lifecycle, log }: Needs): Promise<string> {
  const folder = join(resolve(directory), 'postgres');
  const server = await startPostgres({ directory: folder, password: secrets.databasePassword, log });
  lifecycle.atEnd('PostgreSQL', () => server.stop());
  return server.url;
}

function notReached(error: Error & { code?: string }, given: string | undefined): never {
  if (given === undefined) throw error;
  throw new StartupError(`The database does not let us in: ${error.message || error.code}. Change DATABASE_URL.`);
}
