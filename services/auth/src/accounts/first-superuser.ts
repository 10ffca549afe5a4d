// The superuser an operator names in the environment.
import { StartupError, type Transaction } from '@movies/service-kit';
import { record } from '../audit/audit.ts';
import type { Core } from '../context.ts';
import { renewTokens } from '../sessions/sessions.ts';
import { accountByEmail, changeAccount } from './accounts.repository.ts';
import { normalEmail } from './person.ts';
import { createAccount } from './registration.ts';
import { freeUsernameFor } from './usernames.ts';

interface Named {
  email: string;
  password: string | undefined;
  username?: string;
}

/** After this the account is there, active and a superuser; an account that was there keeps its password. */
export async function ensureSuperuser(context: Core, { email: given, password, username }: Named): Promise<void> {
  const email = normalEmail(given);
  const password_hash = password && (await context.passwords.hash(password));
  await context.database.transaction(async (tx) => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtext($1))', ['first superuser']);
    const there = await accountByEmail(tx, email);
    if (there?.is_superuser && there.is_active) return;
    if (!there && !password_hash) throw passwordNeeded();
    const person = there ?? (await makeAccount(context, tx, { email, password_hash: password_hash ?? '', username }));
    await changeAccount(tx, person.id, { is_superuser: true, is_staff: true, is_active: true, email_verified: true });
    await renewTokens(context, tx, person.id);
    await record(tx, { subject: person.id, action: 'superuser.named_by_operator' });
  });
}

interface MadeAccount {
  email: string;
  password_hash: string;
  username: string | undefined;
}

async function makeAccount(context: Core, tx: Transaction, { email, password_hash, username }: MadeAccount) {
  const name = username ?? (await freeUsernameFor(tx, { email }));
  const person = { username: name, name, email, password_hash };
  return createAccount(context, tx, { ...person, first_name: '', last_name: '', date_of_birth: null, bio: '' });
}

function passwordNeeded(): StartupError {
  return new StartupError(
    'ADMIN_EMAIL names an account that does not exist yet. Set ADMIN_PASSWORD as well to make it.',
  );
}
