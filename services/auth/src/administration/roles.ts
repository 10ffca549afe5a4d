// What staff may do with accounts.
import { type Profile, type RoleChanges, userRolesChanged } from '@movies/contract';
import { AppError, type Caller, type Transaction } from '@movies/service-kit';
import { accountById, changeAccount } from '../accounts/accounts.repository.ts';
import { heldPerson, personOf } from '../accounts/people.ts';
import { keepASuperuser } from '../accounts/superusers.ts';
import { record } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { endSessions, renewTokens } from '../sessions/sessions.ts';

/** Who changes roles: someone of the staff, or the operator at the command line. */
export type Actor = Pick<Caller, 'userId' | 'isSuperuser'> | 'operator';

export async function changeRoles(context: Context, actor: Actor, id: number, { reason, ...changes }: RoleChanges) {
  const before = await personOf(context, id);
  checkMayChange(actor, before, changes);
  return context.database.transaction(async (tx) => {
    if (changes.is_active === false || changes.is_superuser === false) await keepASuperuser(tx, id);
    await heldPerson(tx, id);
    await changeAccount(tx, id, changes);
    const revocations =
      changes.is_active === false ? await endSessions(context, tx, id, {}) : await renewTokens(context, tx, id);
    const by = actor === 'operator' ? undefined : actor.userId;
    await record(tx, { actor: by, subject: id, action: 'roles.changed', details: { ...changes, reason } });
    const person = (await accountById(tx, id)) ?? before;
    await tellRoles(context, tx, person);
    return { person, revocations };
  });
}

async function tellRoles({ events, cache }: Context, tx: Transaction, person: Profile): Promise<void> {
  const { id: user_id, is_active, is_staff, is_superuser } = person;
  await events.tell(tx, userRolesChanged, `user:${user_id}`, { user_id, is_active, is_staff, is_superuser });
  tx.afterCommit(() => cache.erase([`user:${user_id}`]));
}

function checkMayChange(
  actor: Actor,
  before: { is_superuser: boolean; is_staff: boolean },
  changes: RoleChanges,
): void {
  if (actor === 'operator' || actor.isSuperuser) return;
  const changesRoles = changes.is_staff !== undefined || changes.is_superuser !== undefined;
  if (changesRoles) throw superusersOnly('change roles');
  if (before.is_superuser || before.is_staff) throw superusersOnly('suspend staff');
}

const superusersOnly = (what: string) => new AppError('forbidden', 'not_allowed', `Only superusers may ${what}.`);
