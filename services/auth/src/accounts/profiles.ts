// What people say of themselves.
import {
  type Counts,
  type PersonProfile,
  type Profile,
  type ProfileChanges,
  userProfileChanged,
  userRenamed,
} from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import { record } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { askToConfirmEmail, tellOldAddress } from '../recovery/confirmation.ts';
import {
  type Account,
  type AccountChanges,
  accountById,
  changeAccount,
  changeProfileOf,
} from './accounts.repository.ts';
import { currentPasswordNeeded, notYours, personMissing, wrongCurrentPassword } from './failures.ts';
import { knowsPassword } from './login.ts';
import { heldPerson, personOf } from './people.ts';
import { checkBirth, nameFrom, normalEmail, publicCounts, publicPart } from './person.ts';
import { tellPreferences } from './preferences.ts';

function withCounts<P extends PersonProfile>(profile: P, counts: Counts | undefined): P {
  return counts ? { ...profile, counts } : profile;
}

export async function ownProfile({ elsewhere, ...context }: Context, { userId }: Caller) {
  const [profile, counts] = await Promise.all([personOf(context, userId), elsewhere.countsOf(userId)]);
  return withCounts(profile, counts);
}

/** All of it for the person and for staff, the public part for everyone else. */
export async function profileSeenBy(context: Context, id: number, caller: Caller | undefined) {
  const profile = await personOf(context, id);
  const maySeeAll = caller && (caller.userId === id || caller.isStaff);
  if (!maySeeAll && !profile.is_active) throw personMissing(id);
  const counts = await context.elsewhere.countsOf(id);
  return maySeeAll ? withCounts(profile, counts) : withCounts(publicPart(profile), counts && publicCounts(counts));
}

export async function editProfile(context: Context, caller: Caller, id: number, changes: ProfileChanges) {
  const isOwn = caller.userId === id;
  if (!isOwn) await checkMayEdit(context, caller, id);
  else if (changes.email !== undefined) await provePasswordForEmail(context, id, changes);
  return context.database.transaction(async (tx) => {
    const before = await heldPerson(tx, id);
    await changeAccount(tx, id, accountChanges(before, changes));
    await changeProfileOf(tx, id, changes);
    if (!isOwn) await recordEdit(tx, caller, id, changes);
    const after = (await accountById(tx, id)) as Account;
    await tellChanges(context, tx, before, after);
    return after;
  });
}

/** Staff may edit members; with an e-mail address goes the account, so only superusers may edit staff. */
async function checkMayEdit(context: Context, caller: Caller, id: number): Promise<void> {
  if (!caller.isStaff) throw notYours();
  const { is_staff, is_superuser } = await personOf(context, id);
  if ((is_staff || is_superuser) && !caller.isSuperuser) throw notYours();
}

/** A stolen access token alone must not be enough to take over an account by way of its e-mail address. */
async function provePasswordForEmail(context: Context, id: number, changes: ProfileChanges): Promise<void> {
  const { email = '', current_password } = changes;
  if (normalEmail(email) === (await personOf(context, id)).email) return;
  if (current_password === undefined) throw currentPasswordNeeded();
  if (!(await knowsPassword(context, id, current_password))) throw wrongCurrentPassword();
}

function accountChanges(before: Profile, changes: ProfileChanges): AccountChanges {
  const { username, first_name, last_name, birth_date, date_of_birth = birth_date } = changes;
  checkBirth(date_of_birth, changes.date_of_birth === undefined ? 'birth_date' : 'date_of_birth');
  const email = changes.email === undefined ? before.email : normalEmail(changes.email);
  const name = newName(before, changes);
  return {
    ...(username === undefined ? {} : { username }),
    ...(email === before.email ? {} : { email, email_verified: false }),
    ...(name === undefined ? {} : { name }),
    ...(first_name === undefined ? {} : { first_name }),
    ...(last_name === undefined ? {} : { last_name }),
    ...(date_of_birth === undefined ? {} : { date_of_birth }),
  };
}

/** A name that was made of first and last name, or of the user name, follows them. */
function newName(before: Profile, changes: ProfileChanges): string | undefined {
  if (changes.name !== undefined) return changes.name.trim();
  const { first_name, last_name, username } = before;
  const wasMade = before.name === nameFrom({ first_name, last_name, username });
  if (!wasMade) return undefined;
  return nameFrom({ first_name, last_name, username, ...definedNames(changes) });
}

function definedNames({ first_name, last_name, username }: ProfileChanges) {
  return Object.fromEntries(
    Object.entries({ first_name, last_name, username }).filter(([, value]) => value !== undefined),
  );
}

async function recordEdit(tx: Transaction, caller: Caller, subject: number, changes: ProfileChanges): Promise<void> {
  const { current_password: _, ...sent } = changes;
  await record(tx, { actor: caller.userId, subject, action: 'profile.edited', details: { fields: Object.keys(sent) } });
}

async function tellChanges(context: Context, tx: Transaction, before: Account, after: Account): Promise<void> {
  const { events, cache } = context;
  const { id: user_id, username, name, bio } = after;
  const subject = `user:${user_id}`;
  const isRenamed = username !== before.username || name !== before.name;
  if (isRenamed) await events.tell(tx, userRenamed, subject, { user_id, username, name });
  await events.tell(tx, userProfileChanged, subject, { user_id, username, name, bio });
  await tellPreferences(context, tx, before, after);
  if (after.email !== before.email) {
    await tellOldAddress(context, tx, before);
    await askToConfirmEmail(context, tx, after);
  }
  tx.afterCommit(() => cache.purge([`user:${user_id}`]));
}
