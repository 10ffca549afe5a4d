// Brings a data set of MovieLens into the platform in one process, whether it runs at this moment or not.
import { createLog, openResources, readSettings, runProcess } from '@movies/service-kit';
import { bringMovieLens, dataSetIn } from '@movies/upkeep';
import { openDatabases } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import { StandaloneSettings } from './settings.ts';

const log = createLog('import', 'warn');

await runProcess(log, async (lifecycle) => {
  const path = dataSetIn(process.argv.slice(2), 'pnpm import:movielens');
  const settings = readSettings(StandaloneSettings, process.env);
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: SERVICES, share: true, lifecycle, log });
  await bringMovieLens(path, databases, await openResources(log, lifecycle, settings.REDIS_URL));
  await lifecycle.end();
});
