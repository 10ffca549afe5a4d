// The auth service as a process of its own.
import { runService } from '@movies/service-kit';
import { AuthSettings } from './settings.ts';
import { startAuth } from './start.ts';

await runService('auth', AuthSettings, startAuth);
