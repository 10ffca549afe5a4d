// Keeps ratings of many members with one statement per step, and counts what they change by itself: row by row, or film
// by film, would take many times as long.
import type { Transaction } from '@movies/service-kit';

export interface RatingColumns {
  users: readonly number[];
  films: readonly number[];
  ratings: readonly number[];
  times: readonly number[];
}

/** The auth service tells of them as well, a little later. */
export async function addAuthors(tx: Transaction, members: readonly { id: number; username: string }[]): Promise<void> {
  await tx.run(
    `INSERT INTO authors (user_id, username, name)
     SELECT id, username, username FROM jsonb_to_recordset($1::jsonb) AS given (id int, username text)
     ORDER BY id ON CONFLICT DO NOTHING`,
    [JSON.stringify(members)],
  );
}

const COUNTS_ITSELF = `SELECT set_config('movie.counts_itself', 'on', true)`;

/** Nobody of them leaves until the transaction ends; who is gone is left out. */
const HOLD_AUTHORS =
  'SELECT user_id FROM authors WHERE user_id = ANY ($1::int[]) AND NOT gone ORDER BY user_id FOR SHARE';
const HOLD_FILMS = 'SELECT id FROM movies WHERE id = ANY ($1::int[]) ORDER BY id FOR KEY SHARE';
const HOLD_SCORES = 'SELECT FROM movie_scores WHERE movie_id = ANY ($1::int[]) ORDER BY movie_id FOR NO KEY UPDATE';

const HALVES = Array.from({ length: 11 }, (_, place) => place / 2);

const SAVE = `
  WITH written AS (
    INSERT INTO movie_ratings (user_id, movie_id, rating, created_at, updated_at)
    SELECT user_id, movie_id, rating, to_timestamp(at), to_timestamp(at)
    FROM unnest($1::int[], $2::int[], $3::real[], $4::int[]) AS given (user_id, movie_id, rating, at)
    WHERE user_id = ANY ($5::int[]) AND movie_id = ANY ($6::int[])
    ORDER BY movie_id, user_id
    ON CONFLICT (user_id, movie_id) DO NOTHING
    RETURNING user_id, movie_id, rating, updated_at
  ), told AS (
    INSERT INTO event_log (type, subject, data)
    SELECT 'rating.set', 'user:' || user_id, jsonb_build_object('user_id', user_id, 'movie_id', movie_id,
      'rating', rating, 'previous', NULL,
      'rated_at', to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'))
    FROM written
  ), more AS (
    SELECT movie_id, count(*)::int AS n, sum(rating)::float8 AS total,
      ${HALVES.map((half, place) => `count(*) FILTER (WHERE rating = ${half})::int AS h${place}`).join(', ')}
    FROM written GROUP BY movie_id
  ), counted AS (
    UPDATE movie_scores AS s SET
      rating_count = s.rating_count + more.n,
      rating_sum = s.rating_sum + more.total,
      histogram = ARRAY[${HALVES.map((_, place) => `s.histogram[${place + 1}] + more.h${place}`).join(', ')}],
      mean = (s.rating_sum + more.total) / (s.rating_count + more.n),
      popularity = standing_popularity(m.popularity, s.rating_count + more.n)
    FROM more JOIN movies AS m ON m.id = more.movie_id
    WHERE s.movie_id = more.movie_id
  )
  SELECT count(*)::int AS added FROM written`;

/** Answers how many were new; what someone has rated already stays. */
export async function addRatings(tx: Transaction, { users, films, ratings, times }: RatingColumns): Promise<number> {
  await tx.rows(COUNTS_ITSELF);
  const here = await tx.rows<{ user_id: number }>(HOLD_AUTHORS, [[...new Set(users)]]);
  const found = await tx.rows<{ id: number }>(HOLD_FILMS, [[...new Set(films)]]);
  const filmsHere = found.map(({ id }) => id);
  await tx.rows(HOLD_SCORES, [filmsHere]);
  const members = here.map(({ user_id }) => user_id);
  const saved = await tx.row<{ added: number }>(SAVE, [users, films, ratings, times, members, filmsHere]);
  return saved?.added ?? 0;
}

export async function linesIn(tx: Pick<Transaction, 'row'>, file: string): Promise<number> {
  const text = 'SELECT lines FROM movielens_progress WHERE file = $1';
  return (await tx.row<{ lines: number }>(text, [file]))?.lines ?? 0;
}

export async function keepLines(tx: Transaction, file: string, lines: number): Promise<void> {
  await tx.run(
    `INSERT INTO movielens_progress (file, lines) VALUES ($1, $2)
     ON CONFLICT (file) DO UPDATE SET lines = excluded.lines`,
    [file, lines],
  );
}
