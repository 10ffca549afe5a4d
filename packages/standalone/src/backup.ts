// `pnpm backup [file]`, while the platform runs or not, and `pnpm restore [file]`, while it does not.
import { createLog, readSettings, runProcess } from '@movies/service-kit';
import { backUpTo, restoreFrom } from '@movies/upkeep';
import { openServer } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import { StandaloneSettings } from './settings.ts';

const [command, ...words] = process.argv.slice(2);
const log = createLog(String(command), 'warn', process.stderr.isTTY);

await runProcess(log, async (lifecycle) => {
  const settings = readSettings(StandaloneSettings, process.env);
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const server = await openServer({ settings, secrets, services: SERVICES, share: true, lifecycle, log });
  if (command === 'backup') await backUpTo(server.adminUrl, words);
  else await restoreFrom({ ...server, log }, words);
  await lifecycle.end();
});
