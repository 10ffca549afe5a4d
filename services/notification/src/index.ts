export { NotificationSettings, webhookSettings } from './settings.ts';
export { startNotification } from './start.ts';
