// The operator's commands for the platform in one process, whether it runs at this moment or not.
import { runCommand } from '@movies/auth';
import { createLog, openResources, readSettings, runProcess } from '@movies/service-kit';
import { openDatabases } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import { StandaloneSettings } from './settings.ts';

const log = createLog('admin', 'warn');

await runProcess(log, async (lifecycle) => {
  const settings = readSettings(StandaloneSettings, process.env);
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: ['auth'], share: true, lifecycle, log });
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const inside = { ...settings, INTERNAL_SECRET: secrets.internalSecret, DATABASE_URL: databases.auth };
  process.stdout.write(`${await runCommand(inside, resources, process.argv.slice(2))}\n`);
  await lifecycle.end();
});
