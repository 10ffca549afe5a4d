// `node src/doctor.ts`, in the environment of this service: what is wrong, and how to mend it.
import { runDoctor } from '@movies/service-kit/doctor';
import { checksOf } from './checkup.ts';
import { NotificationSettings } from './settings.ts';

process.exitCode = await runDoctor('The notification service', NotificationSettings, checksOf);
