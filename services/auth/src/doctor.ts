// `node src/doctor.ts`, in the environment of this service: what is wrong, and how to mend it.
import { runDoctor } from '@movies/service-kit/doctor';
import { checksOf } from './checkup.ts';
import { AuthSettings } from './settings.ts';

process.exitCode = await runDoctor('The auth service', AuthSettings, checksOf);
