import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1700000001000 implements MigrationInterface {
  readonly name = 'Accounts1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE audit_log, outgoing_mail, one_time_tokens, signing_keys, refresh_tokens, sessions, user_profiles, users',
    );
  }
}

const STATEMENTS = [
  `CREATE TABLE users (
    id serial PRIMARY KEY,
    username varchar(32) NOT NULL,
    email varchar(254) NOT NULL CONSTRAINT users_email_unique UNIQUE,
    password_hash varchar(255) NOT NULL,
    name varchar(255) NOT NULL,
    first_name varchar(120) NOT NULL DEFAULT '',
    last_name varchar(120) NOT NULL DEFAULT '',
    date_of_birth date,
    is_active boolean NOT NULL DEFAULT true,
    is_staff boolean NOT NULL DEFAULT false,
    is_superuser boolean NOT NULL DEFAULT false,
    email_verified boolean NOT NULL DEFAULT false,
    date_joined timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE UNIQUE INDEX users_username_unique ON users (lower(username))',

  `CREATE TABLE user_profiles (
    id serial PRIMARY KEY,
    user_id integer NOT NULL CONSTRAINT user_profiles_user_unique UNIQUE
      CONSTRAINT user_profiles_user REFERENCES users ON DELETE CASCADE,
    bio text NOT NULL DEFAULT '',
    favorite_genres jsonb NOT NULL DEFAULT '[]',
    favorite_actors jsonb NOT NULL DEFAULT '[]',
    favorite_movies jsonb NOT NULL DEFAULT '[]',
    notification_preferences jsonb NOT NULL
      DEFAULT '{"likes": true, "replies": true, "email_digest": "off", "followed_movies": true}',
    recommendation_preferences jsonb NOT NULL DEFAULT '{"group": true, "adventure": 0.3}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,

  `CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id integer NOT NULL CONSTRAINT sessions_user REFERENCES users ON DELETE CASCADE,
    version integer NOT NULL DEFAULT 1,
    user_agent varchar(300) NOT NULL DEFAULT '',
    address varchar(64) NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  'CREATE INDEX sessions_of_user ON sessions (user_id) WHERE ended_at IS NULL',
  'CREATE INDEX sessions_expiry ON sessions (expires_at)',

  `CREATE TABLE refresh_tokens (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL CONSTRAINT refresh_tokens_session REFERENCES sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz,
    successor_salt bytea
  )`,
  'CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id)',
  'CREATE INDEX refresh_tokens_used ON refresh_tokens (used_at) WHERE used_at IS NOT NULL',

  `CREATE TABLE signing_keys (
    id varchar(64) PRIMARY KEY,
    private_key text NOT NULL,
    public_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    accepted_until timestamptz
  )`,

  `CREATE TABLE one_time_tokens (
    hash bytea PRIMARY KEY,
    user_id integer NOT NULL CONSTRAINT one_time_tokens_user REFERENCES users ON DELETE CASCADE,
    purpose varchar(30) NOT NULL,
    email varchar(254) NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  'CREATE INDEX one_time_tokens_of_user ON one_time_tokens (user_id)',

  `CREATE TABLE outgoing_mail (
    id serial PRIMARY KEY,
    user_id integer NOT NULL CONSTRAINT outgoing_mail_user REFERENCES users ON DELETE CASCADE,
    recipient varchar(254) NOT NULL,
    subject varchar(200) NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX outgoing_mail_of_user ON outgoing_mail (user_id)',

  `CREATE TABLE audit_log (
    id serial PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor_id integer CONSTRAINT audit_log_actor REFERENCES users ON DELETE SET NULL,
    subject_id integer CONSTRAINT audit_log_subject REFERENCES users ON DELETE SET NULL,
    action varchar(60) NOT NULL,
    details jsonb NOT NULL DEFAULT '{}'
  )`,
  'CREATE INDEX audit_log_of_actor ON audit_log (actor_id)',
  'CREATE INDEX audit_log_of_subject ON audit_log (subject_id)',
];
