// The operator's commands for the platform in one process, whether it runs at this moment or not.
import { ACCOUNT_USAGE, runCommand } from '@movies/auth';
import { MODEL_USAGE, runModelCommand } from '@movies/recommendation';
import { createLog, openResources, readSettings, runProcess, StartupError } from '@movies/service-kit';
import { openDatabases } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import { StandaloneSettings } from './settings.ts';

const log = createLog('admin', 'warn');

await runProcess(log, async (lifecycle) => {
  const [first = '', ...words] = process.argv.slice(2);
  if (['', 'help', '--help'].includes(first)) throw new StartupError(`${ACCOUNT_USAGE}\n${MODEL_USAGE}`);
  const service = first === 'recommendations' ? 'recommendation' : 'auth';
  const settings = readSettings(StandaloneSettings, process.env);
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: [service], share: true, lifecycle, log });
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const inside = { ...settings, INTERNAL_SECRET: secrets.internalSecret, DATABASE_URL: databases[service] };
  const said =
    service === 'auth' ? runCommand(inside, resources, [first, ...words]) : runModelCommand(inside, resources, words);
  process.stdout.write(`${await said}\n`);
  await lifecycle.end();
});
