// `pnpm run doctor`: what is wrong with the platform in one process, and how to mend it, whether it runs or not.
import { createLifecycle, createLog } from '@movies/service-kit';
import { runDoctor } from '@movies/service-kit/doctor';
import { checksOf } from './checkup.ts';
import { StandaloneSettings } from './settings.ts';

const lifecycle = createLifecycle(createLog('doctor', 'silent'));
process.exitCode = await runDoctor('The platform in one process', StandaloneSettings, (settings) =>
  checksOf(settings, lifecycle),
);
await lifecycle.end();
