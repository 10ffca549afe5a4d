// All SQL about accounts: who there is, and what they say of themselves.
import type { Profile, ProfileChanges } from '@movies/contract';
import { type Sql, type Transaction, violatedUnique } from '@movies/service-kit';
import { User, UserProfile } from './account.entity.ts';
import { emailTaken, usernameTaken } from './failures.ts';
import { normalEmail } from './person.ts';

/** All that is known of a person, and the secret they prove themselves with. */
export type Account = Profile & { password_hash: string };

export interface NewAccount {
  username: string;
  email: string;
  password_hash: string;
  name: string;
  first_name: string;
  last_name: string;
  date_of_birth: string | null;
  bio: string;
}

export type AccountChanges = Partial<
  Omit<NewAccount, 'bio'> & Pick<Profile, 'is_active' | 'is_staff' | 'is_superuser' | 'email_verified'>
>;
type ProfileField =
  | 'bio'
  | 'favorite_genres'
  | 'favorite_actors'
  | 'favorite_movies'
  | 'notification_preferences'
  | 'recommendation_preferences';
export type ProfileColumns = { [Field in ProfileField]?: ProfileChanges[Field] | undefined };

const SELECT = `
  SELECT u.id, u.username, u.email, u.password_hash, u.name, u.first_name, u.last_name, u.date_of_birth,
    u.date_of_birth AS birth_date, u.is_active, u.is_staff, u.is_superuser, u.email_verified, u.date_joined,
    u.created_at, greatest(u.updated_at, p.updated_at) AS updated_at,
    p.bio, p.favorite_genres, p.favorite_actors, p.favorite_movies, p.notification_preferences,
    p.recommendation_preferences
  FROM users u JOIN user_profiles p ON p.user_id = u.id`;

export function accountById(sql: Sql, id: number): Promise<Account | undefined> {
  return sql.row(`${SELECT} WHERE u.id = $1`, [id]);
}

/** Reads a person whom nobody else changes or removes until the transaction ends. */
export function heldAccount(tx: Transaction, id: number): Promise<Account | undefined> {
  return tx.row(`${SELECT} WHERE u.id = $1 FOR NO KEY UPDATE`, [id]);
}

export function accountByEmail(sql: Sql, email: string): Promise<Account | undefined> {
  return sql.row(`${SELECT} WHERE u.email = $1`, [email]);
}

export function accountByUsername(sql: Sql, username: string): Promise<Account | undefined> {
  return sql.row(`${SELECT} WHERE lower(u.username) = lower($1)`, [username]);
}

export async function isUsernameFree(sql: Sql, username: string): Promise<boolean> {
  return (await sql.row('SELECT 1 FROM users WHERE lower(username) = lower($1)', [username])) === undefined;
}

/** Whether anyone has an account, besides the one who is named. */
export async function isAnyoneThere(sql: Sql, besides = ''): Promise<boolean> {
  return (await sql.row('SELECT 1 FROM users WHERE lower(email) <> $1 LIMIT 1', [normalEmail(besides)])) !== undefined;
}

export async function addAccount(tx: Transaction, { bio, ...user }: NewAccount): Promise<number> {
  const { identifiers } = await tx.entities.insert(User, user).catch(refuseTaken);
  const id = identifiers[0]?.id as number;
  await tx.entities.insert(UserProfile, { user_id: id, bio });
  return id;
}

export async function changeAccount(tx: Transaction, id: number, changes: AccountChanges): Promise<void> {
  await tx.entities.update(User, id, { ...changes, updated_at: () => 'now()' }).catch(refuseTaken);
}

/** What is not given stays as it is, down to each notification. */
export async function changeProfileOf(tx: Transaction, userId: number, changes: ProfileColumns): Promise<void> {
  const { bio, favorite_genres, favorite_actors, favorite_movies } = changes;
  const { notification_preferences, recommendation_preferences } = changes;
  const lists = [favorite_genres, favorite_actors, favorite_movies];
  const choices = [notification_preferences, recommendation_preferences];
  await tx.run(
    `UPDATE user_profiles SET
       bio = coalesce($2, bio),
       favorite_genres = coalesce($3::jsonb, favorite_genres),
       favorite_actors = coalesce($4::jsonb, favorite_actors),
       favorite_movies = coalesce($5::jsonb, favorite_movies),
       notification_preferences = notification_preferences || coalesce($6::jsonb, '{}'),
       recommendation_preferences = recommendation_preferences || coalesce($7::jsonb, '{}'),
       updated_at = now()
     WHERE user_id = $1`,
    [userId, bio ?? null, ...[...lists, ...choices].map((list) => (list === undefined ? null : JSON.stringify(list)))],
  );
}

export async function removeAccount(tx: Transaction, id: number): Promise<void> {
  await tx.run('DELETE FROM users WHERE id = $1', [id]);
}

/** Locks them, so that two changes at once can't leave none. */
export async function activeSuperusers(tx: Transaction): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    'SELECT id FROM users WHERE is_superuser AND is_active ORDER BY id FOR UPDATE',
  );
  return rows.map(({ id }) => id);
}

function refuseTaken(error: unknown): never {
  const constraint = violatedUnique(error);
  if (constraint === 'users_email_unique') throw emailTaken();
  if (constraint === 'users_username_unique') throw usernameTaken();
  throw error;
}

export interface PeopleFilter {
  q?: string | undefined;
  role?: 'member' | 'staff' | 'superuser' | undefined;
  active?: boolean | undefined;
  limit: number;
  offset: number;
}

const ROLES = { member: 'NOT u.is_staff AND NOT u.is_superuser', staff: 'u.is_staff', superuser: 'u.is_superuser' };

export async function listPeople(sql: Sql, { q, role, active, limit, offset }: PeopleFilter) {
  const where = `
    ($1::text IS NULL OR u.username ILIKE $1 OR u.name ILIKE $1 OR u.email ILIKE $1)
    AND ($2::boolean IS NULL OR u.is_active = $2) AND (${role ? ROLES[role] : 'true'})`;
  const filter = [q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null, active ?? null];
  const page = `${SELECT} WHERE ${where} ORDER BY u.id LIMIT $3 OFFSET $4`;
  const people = await sql.rows<Account>(page, [...filter, limit, offset]);
  const counted = await sql.row<{ total: number }>(`SELECT count(*) AS total FROM users u WHERE ${where}`, filter);
  return { people, total: counted?.total ?? 0 };
}
