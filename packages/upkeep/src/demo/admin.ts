// The superuser of an installation that is only looked at.
import { randomBytes } from 'node:crypto';
import { type AuthCore, ensureSuperuser } from '@movies/auth';

export const DEMO_ADMIN = { email: 'admin@example.org', username: 'admin' };

interface Wanted {
  DEMO: '0' | '1';
  ADMIN_EMAIL?: string;
}

/** In an empty installation, makes the demo's admin; answers the password, which is shown this once. */
export async function makeDemoAdmin(
  { DEMO, ADMIN_EMAIL }: Wanted,
  { auth, isEmpty }: { auth: AuthCore; isEmpty: boolean },
): Promise<string | undefined> {
  if (DEMO === '0' || ADMIN_EMAIL || !isEmpty) return undefined;
  const password = randomBytes(9).toString('base64url');
  await ensureSuperuser(auth, { ...DEMO_ADMIN, password });
  return password;
}
