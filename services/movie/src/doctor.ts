// `node src/doctor.ts`, in the environment of this service: what is wrong, and how to mend it.
import { runDoctor } from '@movies/service-kit/doctor';
import { checksOf } from './checkup.ts';
import { MovieSettings } from './settings.ts';

process.exitCode = await runDoctor('The movie service', MovieSettings, checksOf);
