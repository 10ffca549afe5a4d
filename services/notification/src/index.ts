export { schema } from './database.ts';
export { liveSettings, NotificationSettings } from './settings.ts';
export { startNotification } from './start.ts';
