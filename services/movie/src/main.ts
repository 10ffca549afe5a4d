// The movie service as a process of its own.
import { runService } from '@movies/service-kit';
import { MovieSettings } from './settings.ts';
import { startMovie } from './start.ts';

await runService('movie', MovieSettings, startMovie);
