import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notifications1700000006000 implements MigrationInterface {
  readonly name = 'Notifications1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deliveries, webhooks, announcements, inbox, subscriptions, members, movies');
  }
}

const STATEMENTS = [
  `CREATE TABLE movies (
    id integer PRIMARY KEY,
    title text NOT NULL,
    imdb_id varchar(20)
  )`,
  'CREATE INDEX movies_imdb ON movies (imdb_id)',

  `CREATE TABLE members (
    user_id integer PRIMARY KEY,
    username varchar(32) NOT NULL DEFAULT '',
    followed_movies boolean NOT NULL DEFAULT true,
    replies boolean NOT NULL DEFAULT true,
    likes boolean NOT NULL DEFAULT true,
    email_digest varchar(10) NOT NULL DEFAULT 'off',
    digest_at timestamptz,
    gone boolean NOT NULL DEFAULT false
  )`,
  "CREATE INDEX members_with_digest ON members (digest_at) WHERE email_digest <> 'off'",

  `CREATE TABLE subscriptions (
    movie_id integer CONSTRAINT subscriptions_movie REFERENCES movies ON DELETE CASCADE,
    user_id integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (movie_id, user_id)
  )`,
  'CREATE INDEX subscriptions_of_user ON subscriptions (user_id, created_at)',

  `CREATE TABLE inbox (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    kind varchar(20) NOT NULL,
    event_id varchar(40) NOT NULL,
    movie_id integer NOT NULL,
    review_id integer NOT NULL,
    comment_id integer,
    from_id integer NOT NULL,
    review_title varchar(200) NOT NULL DEFAULT '',
    read boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT inbox_once UNIQUE (user_id, event_id)
  )`,
  'CREATE INDEX inbox_of_user ON inbox (user_id, id)',
  'CREATE INDEX inbox_unread ON inbox (user_id) WHERE NOT read',
  'CREATE INDEX inbox_of_review ON inbox (review_id)',
  'CREATE INDEX inbox_of_movie ON inbox (movie_id)',
  'CREATE INDEX inbox_from ON inbox (from_id)',
  'CREATE INDEX inbox_age ON inbox (created_at)',

  `CREATE TABLE announcements (
    place bigserial PRIMARY KEY,
    id varchar(40) NOT NULL CONSTRAINT announcements_once UNIQUE,
    movie_id integer NOT NULL,
    review_id integer NOT NULL,
    user_id integer NOT NULL,
    movie_title text NOT NULL,
    review_title varchar(200) NOT NULL,
    rating real,
    contains_spoilers boolean NOT NULL,
    created_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    claimed boolean NOT NULL DEFAULT false
  )`,
  'CREATE INDEX announcements_of_movie ON announcements (movie_id, place)',
  'CREATE INDEX announcements_of_review ON announcements (review_id)',
  'CREATE INDEX announcements_of_user ON announcements (user_id)',
  'CREATE INDEX announcements_age ON announcements (told_at)',

  `CREATE TABLE webhooks (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    url varchar(2000) NOT NULL,
    events varchar(20)[] NOT NULL,
    secret varchar(64) NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    disabled_reason varchar(300),
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX webhooks_of_user ON webhooks (user_id)',

  `CREATE TABLE deliveries (
    id serial PRIMARY KEY,
    webhook_id integer NOT NULL CONSTRAINT deliveries_webhook REFERENCES webhooks ON DELETE CASCADE,
    inbox_id integer NOT NULL,
    event varchar(20) NOT NULL,
    status varchar(10) NOT NULL DEFAULT 'waiting',
    attempts integer NOT NULL DEFAULT 0,
    response_status integer,
    error varchar(300),
    due_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz
  )`,
  'CREATE INDEX deliveries_of_webhook ON deliveries (webhook_id, id)',
  "CREATE INDEX deliveries_due ON deliveries (due_at) WHERE status = 'waiting'",
  'CREATE INDEX deliveries_age ON deliveries (created_at)',
];
