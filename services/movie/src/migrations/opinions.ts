import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings, reviews, lists and what is said about them; and what is counted of them. */
export class Opinions1700000003000 implements MigrationInterface {
  readonly name = 'Opinions1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_log_author');
    await runner.query(`DROP TABLE report_actions, reports, review_comments, review_likes, movie_reviews,
      user_movie_interactions, movie_ratings, authors`);
  }
}

const STATEMENTS = [
  // Members as others see them, as the auth service tells it. Who left stays as a number, so that nothing of theirs that
  // was still under way can come after.
  `CREATE TABLE authors (
    user_id integer PRIMARY KEY,
    username varchar(32) NOT NULL DEFAULT '',
    name varchar(255) NOT NULL DEFAULT '',
    gone boolean NOT NULL DEFAULT false
  )`,

  `CREATE TABLE movie_ratings (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    movie_id integer NOT NULL CONSTRAINT movie_ratings_movie REFERENCES movies ON DELETE CASCADE,
    rating real NOT NULL
      CONSTRAINT movie_ratings_in_halves CHECK (rating >= 0 AND rating <= 5 AND rating * 2 = floor(rating * 2)),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT movie_ratings_once UNIQUE (user_id, movie_id)
  )`,
  'CREATE INDEX movie_ratings_of_movie ON movie_ratings (movie_id)',
  'CREATE INDEX movie_ratings_of_user ON movie_ratings (user_id, updated_at DESC, id DESC)',
  'CREATE INDEX movie_ratings_updated_at ON movie_ratings (updated_at)',

  `CREATE TABLE movie_reviews (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    movie_id integer NOT NULL CONSTRAINT movie_reviews_movie REFERENCES movies ON DELETE CASCADE,
    title varchar(200) NOT NULL DEFAULT '',
    review text NOT NULL,
    contains_spoilers boolean NOT NULL DEFAULT false,
    rating real,
    like_count integer NOT NULL DEFAULT 0,
    comment_count integer NOT NULL DEFAULT 0,
    hidden_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    CONSTRAINT movie_reviews_once UNIQUE (user_id, movie_id)
  )`,
  ...['newest', 'likes', 'rating'].flatMap((sort) => reviewIndexes(sort)),
  'CREATE INDEX movie_reviews_of_user ON movie_reviews (user_id, created_at DESC, id DESC)',

  `CREATE TABLE review_likes (
    review_id integer NOT NULL CONSTRAINT review_likes_review REFERENCES movie_reviews ON DELETE CASCADE,
    user_id integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (review_id, user_id)
  )`,
  'CREATE INDEX review_likes_of_user ON review_likes (user_id)',

  `CREATE TABLE review_comments (
    id serial PRIMARY KEY,
    review_id integer NOT NULL CONSTRAINT review_comments_review REFERENCES movie_reviews ON DELETE CASCADE,
    user_id integer NOT NULL,
    text text NOT NULL,
    hidden_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX review_comments_of_review ON review_comments (review_id, created_at, id)',
  'CREATE INDEX review_comments_of_user ON review_comments (user_id)',

  `CREATE TABLE reports (
    id serial PRIMARY KEY,
    review_id integer CONSTRAINT reports_review REFERENCES movie_reviews ON DELETE CASCADE,
    comment_id integer CONSTRAINT reports_comment REFERENCES review_comments ON DELETE CASCADE,
    reporter_id integer,
    reason varchar(20) NOT NULL,
    note text NOT NULL DEFAULT '',
    status varchar(20) NOT NULL DEFAULT 'open',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reports_of_one_thing CHECK (num_nonnulls(review_id, comment_id) = 1),
    CONSTRAINT reports_review_once UNIQUE (reporter_id, review_id),
    CONSTRAINT reports_comment_once UNIQUE (reporter_id, comment_id)
  )`,
  'CREATE INDEX reports_of_review ON reports (review_id) WHERE review_id IS NOT NULL',
  'CREATE INDEX reports_of_comment ON reports (comment_id) WHERE comment_id IS NOT NULL',
  'CREATE INDEX reports_status ON reports (status, id)',

  `CREATE TABLE report_actions (
    id serial PRIMARY KEY,
    report_id integer NOT NULL CONSTRAINT report_actions_report REFERENCES reports ON DELETE CASCADE,
    action varchar(20) NOT NULL,
    reason text NOT NULL,
    moderator_id integer,
    at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX report_actions_of_report ON report_actions (report_id)',

  `CREATE TABLE user_movie_interactions (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    movie_id integer NOT NULL CONSTRAINT user_movie_interactions_movie REFERENCES movies ON DELETE CASCADE,
    interaction_type varchar(50) NOT NULL CONSTRAINT user_movie_interactions_type
      CHECK (interaction_type IN ('liked', 'bookmarked', 'watched')),
    watched_at date,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_movie_interactions_once UNIQUE (user_id, movie_id, interaction_type)
  )`,
  'CREATE INDEX user_movie_interactions_of_movie ON user_movie_interactions (movie_id)',
  `CREATE INDEX user_movie_interactions_of_user
    ON user_movie_interactions (user_id, interaction_type, created_at DESC, id DESC)`,
  'CREATE INDEX user_movie_interactions_created_at ON user_movie_interactions (created_at)',

  // What others did to the reviews of someone is told under their names; when the someone leaves, it goes as well.
  `CREATE INDEX event_log_author ON event_log ((data ->> 'author_id')) WHERE data ? 'author_id'`,
];

/** For the reviews of one movie and for those of all, by each order they are listed in. */
function reviewIndexes(sort: string): string[] {
  const column = { newest: 'created_at', likes: 'like_count', rating: 'coalesce(rating, -1)' }[sort];
  const order = `${column} DESC, id DESC`;
  return [
    `CREATE INDEX movie_reviews_by_${sort} ON movie_reviews (${order}) WHERE hidden_at IS NULL`,
    `CREATE INDEX movie_reviews_of_movie_by_${sort} ON movie_reviews (movie_id, ${order}) WHERE hidden_at IS NULL`,
  ];
}
