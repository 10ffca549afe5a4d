export { isAnyoneThere } from './accounts/accounts.repository.ts';
export { ensureSuperuser } from './accounts/first-superuser.ts';
export { addSilentMembers } from './accounts/silent-members.ts';
export { runCommand } from './commands.ts';
export type { Context } from './context.ts';
export { AuthSettings, accountSettings } from './settings.ts';
export { openCore as openAuth, startAuth } from './start.ts';
