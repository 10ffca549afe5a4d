// The whole platform, with one command.
import { createLog, readSettings, runProcess } from '@movies/service-kit';
import { fillWithDemo, makeDemoAdmin } from '@movies/upkeep';
import { startPlatform } from './platform.ts';
import { StandaloneSettings } from './settings.ts';
import { welcome } from './welcome.ts';

const log = createLog('platform', process.env.LOG_LEVEL || 'info');

await runProcess(log, async (lifecycle) => {
  const settings = readSettings(StandaloneSettings, process.env);
  const platform = await startPlatform(settings, lifecycle, log);
  const adminPassword = await makeDemoAdmin(settings, platform);
  if (settings.DEMO === '1') await fillWithDemo(settings.DATA_DIR, platform.isEmpty, platform);
  process.stdout.write(`${welcome(platform, settings, adminPassword)}\n`);
});
