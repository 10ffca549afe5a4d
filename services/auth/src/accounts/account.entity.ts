import { EntitySchema } from 'typeorm';

/** A person: what they log in with, what they may do, who they are. */
export interface UserRow {
  id: number;
  username: string;
  email: string;
  password_hash: string;
  name: string;
  first_name: string;
  last_name: string;
  date_of_birth: string | null;
  is_active: boolean;
  is_staff: boolean;
  is_superuser: boolean;
  email_verified: boolean;
  date_joined: string;
  created_at: string;
  updated_at: string;
}

const id = { type: 'integer', primary: true, generated: 'increment' } as const;
const moment = { type: 'timestamptz', default: () => 'now()' } as const;
const flag = (byDefault: boolean) => ({ type: 'boolean', default: byDefault }) as const;

export const User = new EntitySchema<UserRow>({
  name: 'User',
  tableName: 'users',
  columns: {
    id,
    username: { type: 'varchar', length: 32 },
    email: { type: 'varchar', length: 254 },
    password_hash: { type: 'varchar', length: 255 },
    name: { type: 'varchar', length: 255 },
    first_name: { type: 'varchar', length: 120, default: '' },
    last_name: { type: 'varchar', length: 120, default: '' },
    date_of_birth: { type: 'date', nullable: true },
    is_active: flag(true),
    is_staff: flag(false),
    is_superuser: flag(false),
    email_verified: flag(false),
    date_joined: moment,
    created_at: moment,
    updated_at: moment,
  },
  uniques: [{ name: 'users_email_unique', columns: ['email'] }],
  // On lower(username), which an entity can't express; the migration makes it.
  indices: [{ name: 'users_username_unique', synchronize: false, columns: ['username'] }],
});

export interface UserProfileRow {
  id: number;
  user_id: number;
  bio: string;
  favorite_genres: (number | string)[];
  favorite_actors: string[];
  favorite_movies: number[];
  notification_preferences: Record<string, unknown>;
  recommendation_preferences: Record<string, unknown>;
  created_at: string;
  updated_at: string;
}

const list = { type: 'jsonb', default: [] } as const;

export const UserProfile = new EntitySchema<UserProfileRow>({
  name: 'UserProfile',
  tableName: 'user_profiles',
  columns: {
    id,
    user_id: { type: 'integer' },
    bio: { type: 'text', default: '' },
    favorite_genres: list,
    favorite_actors: list,
    favorite_movies: list,
    notification_preferences: {
      type: 'jsonb',
      default: { likes: true, replies: true, email_digest: 'off', followed_movies: true },
    },
    recommendation_preferences: { type: 'jsonb', default: { group: true, adventure: 0.3 } },
    created_at: moment,
    updated_at: moment,
  },
  uniques: [{ name: 'user_profiles_user_unique', columns: ['user_id'] }],
  foreignKeys: [
    {
      name: 'user_profiles_user',
      target: 'User',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
