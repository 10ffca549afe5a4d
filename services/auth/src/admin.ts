// The operator's commands where the auth service is a process of its own.
import { createLog, openResources, readSettings, runProcess } from '@movies/service-kit';
import { runCommand } from './commands.ts';
import { AuthSettings } from './settings.ts';

const log = createLog('admin', 'warn');

await runProcess(log, async (lifecycle) => {
  const settings = readSettings(AuthSettings, process.env);
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const done = await runCommand(settings, resources, process.argv.slice(2));
  process.stdout.write(`${done}\n`);
  await lifecycle.end();
});
