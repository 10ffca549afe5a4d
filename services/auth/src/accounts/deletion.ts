// How someone leaves, and what is left of them: nothing.
import { userDeleted } from '@movies/contract';
import type { Caller } from '@movies/service-kit';
import { record, removeReasons } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { endSessions } from '../sessions/sessions.ts';
import { removeAccount } from './accounts.repository.ts';
import { wrongCurrentPassword } from './failures.ts';
import { knowsPassword } from './login.ts';
import { heldPerson } from './people.ts';
import { keepASuperuser } from './superusers.ts';

export async function deleteAccount(context: Context, { userId }: Caller, password: string) {
  if (!(await knowsPassword(context, userId, password))) throw wrongCurrentPassword('password');
  const { database, events, cache } = context;
  return database.transaction(async (tx) => {
    await keepASuperuser(tx, userId);
    await heldPerson(tx, userId);
    const ended = await endSessions(context, tx, userId, {});
    // What was told about the person goes; the other services hear that all they have of them must go too.
    await events.erase(tx, `user:${userId}`);
    await removeReasons(tx, userId);
    await removeAccount(tx, userId);
    await events.tell(tx, userDeleted, `user:${userId}`, { user_id: userId });
    await record(tx, { action: 'account.deleted' });
    tx.afterCommit(() => cache.erase([`user:${userId}`]));
    return ended;
  });
}
