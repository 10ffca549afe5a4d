export { isAnyoneThere } from './accounts/accounts.repository.ts';
export { ensureSuperuser } from './accounts/first-superuser.ts';
export { addSilentMembers } from './accounts/silent-members.ts';
export { ACCOUNT_USAGE, runCommand } from './commands.ts';
export type { Context, Core as AuthCore } from './context.ts';
export { schema } from './database.ts';
export { AuthSettings, accountSettings } from './settings.ts';
export { openCore as openAuth, startAuth } from './start.ts';
