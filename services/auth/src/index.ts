export { isAnyoneThere } from './accounts/accounts.repository.ts';
export { ensureSuperuser } from './accounts/first-superuser.ts';
export { runCommand } from './commands.ts';
export type { Context } from './context.ts';
export { AuthSettings, accountSettings } from './settings.ts';
export { startAuth } from './start.ts';
