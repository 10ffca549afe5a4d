export * from './accounts/events.ts';
export * from './accounts/operations.ts';
export type {
  AuditEntry,
  Credentials,
  KeySet,
  LoggedIn,
  NotificationPreferences,
  PersonProfile,
  Preferences,
  PreferencesInput,
  Profile,
  ProfileChanges,
  Registration,
  RoleChanges,
} from './accounts/schemas.ts';
export * from './event.ts';
export * from './operation.ts';
export { operations } from './operations.ts';
export { Problem, problems } from './problem.ts';
