import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members and operators bring from elsewhere. */
export class Imports1700000005000 implements MigrationInterface {
  readonly name = 'Imports1700000005000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE movielens_progress, movielens_movies, import_changes, import_rows, imports');
    await runner.query('DROP INDEX movies_plain_title, movies_plain_original_title');
  }
}

const STATEMENTS = [
  `CREATE TABLE imports (
    id serial PRIMARY KEY,
    user_id integer NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'staging' CONSTRAINT imports_status
      CHECK (status IN ('staging', 'queued', 'running', 'done', 'failed', 'undone')),
    dry_run boolean NOT NULL,
    file varchar(255) NOT NULL,
    source varchar(20),
    halved boolean NOT NULL DEFAULT false,
    done integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    added integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    unchanged integer NOT NULL DEFAULT 0,
    not_found integer NOT NULL DEFAULT 0,
    not_understood integer NOT NULL DEFAULT 0,
    error text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX imports_of_user ON imports (user_id, id)',
  `CREATE UNIQUE INDEX imports_one_at_a_time ON imports (user_id) WHERE status IN ('queued', 'running')`,

  // A line of a file, as it was understood, and what became of it.
  `CREATE TABLE import_rows (
    import_id integer NOT NULL CONSTRAINT import_rows_import REFERENCES imports ON DELETE CASCADE,
    place integer NOT NULL,
    file varchar(255) NOT NULL,
    line integer NOT NULL,
    title varchar(500) NOT NULL,
    year smallint,
    said jsonb NOT NULL,
    outcome varchar(20),
    movie_id integer,
    confidence real,
    note text NOT NULL DEFAULT '',
    PRIMARY KEY (import_id, place)
  )`,
  'CREATE INDEX import_rows_by_outcome ON import_rows (import_id, outcome, place)',

  // What an import wrote, and what was there before: how it is undone.
  `CREATE TABLE import_changes (
    import_id integer NOT NULL CONSTRAINT import_changes_import REFERENCES imports ON DELETE CASCADE,
    movie_id integer NOT NULL,
    kind varchar(20) NOT NULL,
    before jsonb,
    after jsonb NOT NULL,
    PRIMARY KEY (import_id, movie_id, kind)
  )`,

  'CREATE INDEX movies_plain_title ON movies (plain(title))',
  `CREATE INDEX movies_plain_original_title ON movies (plain(original_title)) WHERE original_title <> ''`,

  `CREATE TABLE movielens_movies (
    data_set varchar(20) NOT NULL,
    movielens_id integer NOT NULL,
    movie_id integer NOT NULL CONSTRAINT movielens_movies_movie REFERENCES movies ON DELETE CASCADE,
    PRIMARY KEY (data_set, movielens_id)
  )`,
  'CREATE INDEX movielens_movies_of_movie ON movielens_movies (movie_id)',
  'CREATE TABLE movielens_progress (file varchar(255) PRIMARY KEY, lines integer NOT NULL)',
];
