// Brings a schema up to date at boot. Any number of replicas may start at once: one migrates, the others wait for it.
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from './database.ts';
import { whenItAnswers } from './when-it-answers.ts';

export async function migrate(options: DatabaseOptions): Promise<void> {
  const { url, schema, migrations, log } = options;
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
  await whenItAnswers(options, () => source.initialize());
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
