// What the doctor looks at where all runs in one process.
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { schema as auth } from '@movies/auth';
import { checkMail } from '@movies/auth/checkup';
import { runningPostgres, startPostgres } from '@movies/embedded-postgres';
import { schema as movie } from '@movies/movie';
import { checkTmdb } from '@movies/movie/checkup';
import { schema as notification } from '@movies/notification';
import { schema as recommendation } from '@movies/recommendation';
import { createLog, type Lifecycle, StartupError } from '@movies/service-kit';
import {
  broken,
  type Check,
  checkDatabase,
  checkDisk,
  checkPort,
  checkServer,
  checksOfRedis,
  messageOf,
  urlOfRole,
  well,
} from '@movies/service-kit/doctor';
import { readSecrets, type Secrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import type { StandaloneSettings } from './settings.ts';

const SCHEMAS = [auth, movie, recommendation, notification];

export async function checksOf(settings: StandaloneSettings, lifecycle: Lifecycle): Promise<Check[]> {
  const { HOST, PORT, SOCKET_PORT, DATA_DIR } = settings;
  return [
    checkDisk(DATA_DIR),
    checkPort('PORT', HOST, PORT),
    checkPort('SOCKET_PORT', HOST, SOCKET_PORT),
    ...(await checksOfDatabases(settings, lifecycle)),
    ...checksOfRedis(settings, true),
    checkMail(settings),
    checkTmdb(settings),
  ];
}

const SUBJECT = 'PostgreSQL';

/** Nothing is made by looking: where the platform was never started, there is nothing to look at. */
async function checksOfDatabases(settings: StandaloneSettings, lifecycle: Lifecycle): Promise<Check[]> {
  const { DATA_DIR, DATABASE_URL, REDIS_URL } = settings;
  const wasStarted = await isThere(join(DATA_DIR, 'secrets.json'));
  if (!wasStarted) {
    return [
      DATABASE_URL ? checkServer(DATABASE_URL) : async () => [well(SUBJECT, 'The first start makes a database.')],
    ];
  }
  try {
    const secrets = await readSecrets(DATA_DIR, SERVICES);
    const adminUrl = DATABASE_URL ?? (await embedded(DATA_DIR, secrets, lifecycle));
    return await Promise.all(
      SCHEMAS.map(async ({ schema, migrations }) => {
        const url = await urlOfRole(adminUrl, `movies_${schema}`, secrets.rolePasswords[schema] ?? '');
        return checkDatabase({ url, schema, migrations, holdsJobs: !REDIS_URL });
      }),
    );
  } catch (error) {
    const mend =
      error instanceof StartupError ? 'Do that, and ask the doctor again.' : 'Restore a backup, if it stays so.';
    return [async () => [broken(SUBJECT, `${messageOf(error)}.`, mend)]];
  }
}

/** The server of a platform that runs, else one that is started for the look and stopped after it. */
async function embedded(directory: string, { databasePassword }: Secrets, lifecycle: Lifecycle): Promise<string> {
  const log = createLog('doctor', 'silent');
  const options = { directory: join(resolve(directory), 'postgres'), password: databasePassword, log };
  const running = await runningPostgres(options);
  if (running) return running;
  const server = await startPostgres(options);
  lifecycle.atEnd(SUBJECT, () => server.stop());
  return server.url;
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
