import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GENRES } from './genres.ts';
import { SEARCH } from './search.ts';

/** Films, who made them, and how they are found. */
export class Catalogue1700000002000 implements MigrationInterface {
  readonly name = 'Catalogue1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...SEARCH]) await runner.query(statement);
    for (const [id, name] of GENRES) await runner.query('INSERT INTO genres (id, name) VALUES ($1, $2)', [id, name]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_words, movie_search, credits, people, movie_genres, genres, movies');
    await runner.query('DROP FUNCTION refresh_search, date_genre, title_key, words_of, plain');
  }
}

const STATEMENTS = [
  // Words as they are compared: without accents and case.
  `CREATE FUNCTION plain(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
   AS $$ SELECT lower(public.unaccent('public.unaccent', words)) $$`,

  `CREATE TABLE movies (
    id serial PRIMARY KEY,
    tmdb_id integer,
    imdb_id varchar(12) CONSTRAINT movies_imdb_unique UNIQUE,
    media_type varchar(10) NOT NULL DEFAULT 'movie' CONSTRAINT movies_media_type CHECK (media_type IN ('movie', 'tv')),
    title varchar(500) NOT NULL,
    original_title varchar(500) NOT NULL DEFAULT '',
    overview text NOT NULL DEFAULT '',
    tagline varchar(500) NOT NULL DEFAULT '',
    given_rating real,
    poster_path varchar(255) NOT NULL DEFAULT '',
    poster_url varchar(2000) NOT NULL DEFAULT '',
    backdrop_path varchar(255) NOT NULL DEFAULT '',
    backdrop_url varchar(2000) NOT NULL DEFAULT '',
    release_date date,
    runtime integer,
    vote_average real,
    vote_count integer NOT NULL DEFAULT 0,
    popularity double precision NOT NULL DEFAULT 0,
    original_language varchar(3) NOT NULL DEFAULT '',
    budget bigint,
    revenue bigint,
    release_status varchar(40) NOT NULL DEFAULT '',
    production_companies jsonb NOT NULL DEFAULT '[]',
    production_countries jsonb NOT NULL DEFAULT '[]',
    spoken_languages jsonb NOT NULL DEFAULT '[]',
    created_by integer,
    synced_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search_title text NOT NULL DEFAULT '',
    CONSTRAINT movies_tmdb_unique UNIQUE (media_type, tmdb_id)
  )`,
  // Below are the ids of TMDb.
  'ALTER SEQUENCE movies_id_seq START WITH 1000000000 RESTART',
  'CREATE INDEX movies_title ON movies (search_title, id)',
  'CREATE INDEX movies_release_date ON movies (release_date, id)',
  'CREATE INDEX movies_latest ON movies (release_date DESC NULLS LAST, id DESC)',
  'CREATE INDEX movies_original_language ON movies (original_language)',
  'CREATE INDEX movies_created_by ON movies (created_by) WHERE created_by IS NOT NULL',
  'CREATE INDEX movies_synced_at ON movies (synced_at) WHERE synced_at IS NOT NULL',

  `CREATE TABLE genres (
    id integer PRIMARY KEY,
    name varchar(255) NOT NULL CONSTRAINT genres_name_unique UNIQUE
  )`,
  'CREATE UNIQUE INDEX genres_plain_name ON genres (plain(name))',
  // Numbers of genres that TMDb does not know.
  'CREATE SEQUENCE own_genres START WITH 1000000000',

  `CREATE TABLE movie_genres (
    movie_id integer NOT NULL CONSTRAINT movie_genres_movie REFERENCES movies ON DELETE CASCADE,
    genre_id integer NOT NULL CONSTRAINT movie_genres_genre REFERENCES genres,
    place smallint NOT NULL,
    release_date date,
    PRIMARY KEY (movie_id, genre_id)
  )`,
  // Films of a genre and of some years are found, and counted, in the index alone.
  'CREATE INDEX movie_genres_of_genre ON movie_genres (genre_id, release_date, movie_id)',
  `CREATE FUNCTION date_genre() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     NEW.release_date := (SELECT release_date FROM movies WHERE id = NEW.movie_id);
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER genre_dated BEFORE INSERT ON movie_genres FOR EACH ROW EXECUTE FUNCTION date_genre()`,

  `CREATE TABLE people (
    id serial PRIMARY KEY,
    tmdb_id integer CONSTRAINT people_tmdb_unique UNIQUE,
    name varchar(255) NOT NULL,
    profile_path varchar(255) NOT NULL DEFAULT ''
  )`,
  'CREATE UNIQUE INDEX people_own_name ON people (plain(name)) WHERE tmdb_id IS NULL',
  'CREATE INDEX people_name ON people (plain(name))',

  `CREATE TABLE credits (
    movie_id integer NOT NULL CONSTRAINT credits_movie REFERENCES movies ON DELETE CASCADE,
    role varchar(10) NOT NULL CONSTRAINT credits_role CHECK (role IN ('cast', 'director')),
    place smallint NOT NULL,
    person_id integer NOT NULL CONSTRAINT credits_person REFERENCES people,
    character varchar(255) NOT NULL DEFAULT '',
    PRIMARY KEY (movie_id, role, place)
  )`,
  'CREATE INDEX credits_of_person ON credits (person_id, movie_id)',
];
