import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Recommendations1700000007000 implements MigrationInterface {
  readonly name = 'Recommendations1700000007000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const learnt = 'model_parts, models, training_runs, activity, forecasts, predictions';
    await runner.query(`DROP TABLE ${learnt}, dismissals, interactions, ratings, members, movies`);
  }
}

const STATEMENTS = [
  `CREATE TABLE movies (
    id integer PRIMARY KEY,
    media_type varchar(10) NOT NULL,
    title text NOT NULL,
    release_date date,
    genres jsonb NOT NULL DEFAULT '[]',
    directors text[] NOT NULL DEFAULT '{}',
    people text[] NOT NULL DEFAULT '{}',
    original_language varchar(10) NOT NULL DEFAULT '',
    popularity double precision NOT NULL DEFAULT 0,
    vote_average double precision,
    vote_count integer NOT NULL DEFAULT 0,
    tmdb_id integer,
    imdb_id varchar(20),
    poster_url text NOT NULL DEFAULT '',
    rating_sum double precision NOT NULL DEFAULT 0,
    rating_count integer NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT 0
  )`,
  'CREATE INDEX movies_imdb ON movies (imdb_id)',
  // Replicas keep films in memory and read what has changed since. One follower writes films, so revisions become visible in order.
  'CREATE INDEX movies_revision ON movies (revision)',
  'CREATE SEQUENCE movie_revisions',
  `CREATE FUNCTION number_movie_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
   BEGIN
     NEW.revision := nextval('movie_revisions');
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER movies_revision BEFORE INSERT OR UPDATE ON movies
   FOR EACH ROW EXECUTE FUNCTION number_movie_revision()`,

  `CREATE TABLE members (
    user_id integer PRIMARY KEY,
    username varchar(32) NOT NULL DEFAULT '',
    genres text[] NOT NULL DEFAULT '{}',
    people text[] NOT NULL DEFAULT '{}',
    movies integer[] NOT NULL DEFAULT '{}',
    adventure double precision,
    in_groups boolean NOT NULL DEFAULT true,
    gone boolean NOT NULL DEFAULT false
  )`,

  `CREATE TABLE ratings (
    user_id integer NOT NULL,
    movie_id integer NOT NULL,
    rating double precision NOT NULL,
    rated_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, movie_id)
  )`,
  'CREATE INDEX ratings_of_movie ON ratings (movie_id)',

  `CREATE TABLE interactions (
    user_id integer NOT NULL,
    movie_id integer NOT NULL,
    type varchar(12) NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, movie_id, type)
  )`,
  'CREATE INDEX interactions_of_movie ON interactions (movie_id)',

  `CREATE TABLE dismissals (
    user_id integer NOT NULL,
    movie_id integer CONSTRAINT dismissals_movie REFERENCES movies ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, movie_id)
  )`,
  'CREATE INDEX dismissals_of_movie ON dismissals (movie_id)',

  `CREATE TABLE predictions (
    user_id integer NOT NULL,
    movie_id integer NOT NULL,
    predicted_rating double precision,
    score double precision NOT NULL,
    place smallint NOT NULL,
    reason jsonb NOT NULL,
    model_id integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, movie_id)
  )`,
  'CREATE INDEX predictions_best ON predictions (user_id, predicted_rating DESC)',
  'CREATE INDEX predictions_of_movie ON predictions (movie_id)',

  // Films of TMDb for a member, while few are known here.
  `CREATE TABLE candidates (
    user_id integer NOT NULL,
    movie_id integer NOT NULL,
    place smallint NOT NULL,
    because_movie integer,
    because_genre varchar(60),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, movie_id)
  )`,
  'CREATE INDEX candidates_of_movie ON candidates (movie_id)',

  `CREATE TABLE forecasts (
    user_id integer NOT NULL,
    movie_id integer NOT NULL,
    predicted_rating double precision NOT NULL,
    rating double precision NOT NULL,
    rated_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, movie_id)
  )`,
  'CREATE INDEX forecasts_of_user ON forecasts (user_id, rated_at)',
  'CREATE INDEX forecasts_of_movie ON forecasts (movie_id)',

  `CREATE TABLE activity (
    one_row boolean PRIMARY KEY DEFAULT true,
    changes bigint NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
  )`,
  'INSERT INTO activity DEFAULT VALUES',

  `CREATE TABLE training_runs (
    id serial PRIMARY KEY,
    status varchar(20) NOT NULL DEFAULT 'queued',
    reason varchar(200) NOT NULL,
    requested_by integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    beat_at timestamptz,
    changes bigint NOT NULL DEFAULT 0,
    ratings integer,
    people integer,
    movies integer,
    memory_bytes bigint,
    fingerprint varchar(64),
    metrics jsonb NOT NULL DEFAULT '{}',
    parameters jsonb NOT NULL DEFAULT '{}',
    error text
  )`,
  // One at a time, over all replicas, and at most one that waits.
  "CREATE UNIQUE INDEX training_runs_running ON training_runs ((true)) WHERE status = 'running'",
  "CREATE UNIQUE INDEX training_runs_queued ON training_runs ((true)) WHERE status = 'queued'",

  `CREATE TABLE models (
    id serial PRIMARY KEY,
    run_id integer NOT NULL CONSTRAINT models_run REFERENCES training_runs,
    bytes bigint NOT NULL,
    current boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE UNIQUE INDEX models_current ON models ((true)) WHERE current',

  `CREATE TABLE model_parts (
    model_id integer NOT NULL CONSTRAINT model_parts_model REFERENCES models ON DELETE CASCADE,
    file varchar(20) NOT NULL,
    part integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (model_id, file, part)
  )`,
  // Factors don't get smaller; to try costs time.
  'ALTER TABLE model_parts ALTER bytes SET STORAGE EXTERNAL',
];
