// `node src/doctor.ts`, in the environment of the gateway: what is wrong, and how to mend it.
import { runDoctor } from '@movies/service-kit/doctor';
import { checksOf } from './checkup.ts';
import { GatewaySettings } from './settings.ts';

process.exitCode = await runDoctor('The gateway', GatewaySettings, checksOf);
