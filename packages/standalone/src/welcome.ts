// What someone sees who has just started the platform.
import { DEMO_ADMIN } from '@movies/upkeep';
import type { Platform } from './platform.ts';
import type { StandaloneSettings } from './settings.ts';

export function welcome(
  { url, isEmpty }: Platform,
  settings: StandaloneSettings,
  adminPassword: string | undefined,
): string {
  return [
    '',
    `  The Movie Review Platform is ready: ${url}`,
    '',
    `  Try the API    ${url}/docs`,
    `  Data           ${settings.DATABASE_URL ? 'in the database of DATABASE_URL' : settings.DATA_DIR}`,
    ...adminLines(isEmpty, settings, adminPassword),
    '  Stop           Ctrl-C',
    '',
  ].join('\n');
}

function adminLines(isEmpty: boolean, { ADMIN_EMAIL }: StandaloneSettings, password: string | undefined): string[] {
  if (password) return [`  Admin          ${DEMO_ADMIN.email}, password ${password} (shown only now)`];
  if (isEmpty && !ADMIN_EMAIL) {
    return ['  First admin    register, then: npx pnpm admin promote <your e-mail address>'];
  }
  return [];
}
