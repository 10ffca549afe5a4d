// Brings a schema up to date at boot. Any number of replicas may start at once: one migrates, the others wait for it.
import { DataSource } from 'typeorm';
import { StartupError } from '../errors.ts';
import type { DatabaseOptions } from './database.ts';

export async function migrate({ url, schema, migrations, log }: DatabaseOptions): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema,
    migrations,
    migrationsTransactionMode: 'each',
    // TypeORM's usual logger writes to the console itself.
    logger: 'debug',
    poolSize: 2,
    connectTimeoutMS: 5_000,
    applicationName: `movies-${schema}-migrations`,
    extra: { options: `-c search_path=${schema},public` },
  });
  await source.initialize().catch((error) => {
    throw new StartupError(`No connection to the database of "${schema}": ${error.message}. Check DATABASE_URL.`);
  });
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtext($1))', [`migrations of ${schema}`]);
    const done = await source.runMigrations();
    if (done.length > 0) log.info({ migrations: done.map(({ name }) => name) }, `schema ${schema} is up to date`);
  } finally {
    await lock.release();
    await source.destroy();
  }
}
