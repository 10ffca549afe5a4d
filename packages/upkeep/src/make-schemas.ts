// Roles, schemas and migrations of all services.
import { type Log, migrate, provision, StartupError } from '@movies/service-kit';
import { SERVICE_NAMES, type ServiceName, schemas } from './schemas.ts';

type Databases = Record<ServiceName, string>;

export async function makeSchemas(adminUrl: string, databases: Databases, log: Log): Promise<void> {
  await makeRoles(adminUrl, databases, log);
  for (const service of SERVICE_NAMES) await migrate({ ...schemas[service], url: databases[service], log });
}

/** Each service's role, with the name and password that it connects with, and its empty schemas. */
export async function makeRoles(adminUrl: string, databases: Databases, log: Log): Promise<void> {
  for (const service of SERVICE_NAMES) {
    const { username, password: secret } = new URL(databases[service]);
    const [role, password] = [decodeURIComponent(username), decodeURIComponent(secret)];
    await provision({ adminUrl, service, role, password, log }).catch(notReached);
  }
}

function notReached(error: Error & { code?: string }): never {
  throw new StartupError(`The database does not let us in: ${error.message || error.code}. Change DATABASE_ADMIN_URL.`);
}
