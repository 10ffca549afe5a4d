// What someone sees who has just started the platform.
import { randomBytes } from 'node:crypto';
import { ensureSuperuser } from '@movies/auth';
import type { Platform } from './platform.ts';
import type { StandaloneSettings } from './settings.ts';

const DEMO_ADMIN = { email: 'admin@example.org', username: 'admin' };

/** In an empty installation, makes the demo's admin; answers the password, which is shown this once. */
export async function makeDemoAdmin({ DEMO, ADMIN_EMAIL }: StandaloneSettings, { auth, isEmpty }: Platform) {
  if (DEMO === '0' || ADMIN_EMAIL || !isEmpty) return undefined;
  const password = randomBytes(9).toString('base64url');
  await ensureSuperuser(auth, { ...DEMO_ADMIN, password });
  return password;
}

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
