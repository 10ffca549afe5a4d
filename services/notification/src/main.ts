// The notification service as a process of its own.
import { runService } from '@movies/service-kit';
import { NotificationSettings } from './settings.ts';
import { startNotification } from './start.ts';

await runService('notification', NotificationSettings, startNotification);
