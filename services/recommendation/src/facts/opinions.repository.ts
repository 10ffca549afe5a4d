// What members rated, watched, liked and want to see; and with each rating the sum and the count of its film.
import type { DataOf, interactionRemoved, interactionSet, ratingRemoved, ratingSet } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';

type Rated = DataOf<typeof ratingSet>;
type Unrated = DataOf<typeof ratingRemoved>;
type Interacted = DataOf<typeof interactionSet> & { at: string };
type Uninteracted = DataOf<typeof interactionRemoved>;

/** Of several ratings of a film by a member the last counts. Whoever has left is left out. */
export async function saveRatings(tx: Transaction, ratings: readonly Rated[]): Promise<void> {
  const rows = lastOfEach(ratings, ({ user_id, movie_id }) => `${user_id} ${movie_id}`);
  if (rows.length === 0) return;
  const columns = (['user_id', 'movie_id', 'rating', 'rated_at'] as const).map((name) => rows.map((row) => row[name]));
  await tx.run(SAVE, columns);
}

const GIVEN = `unnest($1::integer[], $2::integer[], $3::float8[], $4::timestamptz[])
  AS given (user_id, movie_id, rating, rated_at)`;

const COUNT = `
  UPDATE movies SET rating_sum = CASE rating_count + n WHEN 0 THEN 0 ELSE rating_sum + total END, rating_count = rating_count + n
  FROM counted WHERE movies.id = counted.movie_id`;

const SAVE = `
  WITH before AS (
    SELECT user_id, movie_id, known.rating FROM ratings AS known JOIN ${GIVEN} USING (user_id, movie_id)
  ), written AS (
    INSERT INTO ratings AS known (user_id, movie_id, rating, rated_at)
    SELECT user_id, movie_id, rating, rated_at FROM ${GIVEN}
    WHERE NOT EXISTS (SELECT FROM members WHERE members.user_id = given.user_id AND gone)
      AND EXISTS (SELECT FROM movies WHERE id = given.movie_id)
    ORDER BY user_id, movie_id
    ON CONFLICT (user_id, movie_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at
    RETURNING user_id, movie_id, rating
  ), counted AS (
    SELECT movie_id, count(*) FILTER (WHERE before.rating IS NULL)::integer AS n,
      sum(written.rating - coalesce(before.rating, 0)) AS total
    FROM written LEFT JOIN before USING (user_id, movie_id) GROUP BY movie_id
  ) ${COUNT}`;

export async function removeRatings(tx: Transaction, gone: readonly Unrated[]): Promise<void> {
  if (gone.length === 0) return;
  const named = '(user_id, movie_id) IN (SELECT * FROM unnest($1::integer[], $2::integer[]))';
  await tx.run(removal(named), keysOf(gone));
  await tx.run(`DELETE FROM forecasts WHERE ${named}`, keysOf(gone));
}

const AT_ONCE = 500;

/** All that a member has rated, a part at a time: a statement has only so much time. */
export async function removeRatingsOf(tx: Transaction, userId: number): Promise<void> {
  const some = `user_id = $1 AND movie_id IN (SELECT movie_id FROM ratings WHERE user_id = $1 LIMIT ${AT_ONCE})`;
  const hasMore = () => tx.row('SELECT FROM ratings WHERE user_id = $1 LIMIT 1', [userId]);
  while (await hasMore()) await tx.run(removal(some), [userId]);
}

const removal = (where: string) => `
  WITH removed AS (DELETE FROM ratings WHERE ${where} RETURNING movie_id, rating),
  counted AS (SELECT movie_id, -count(*)::integer AS n, -sum(rating) AS total FROM removed GROUP BY movie_id) ${COUNT}`;

export async function saveInteractions(tx: Transaction, interactions: readonly Interacted[]): Promise<void> {
  const rows = lastOfEach(interactions, ({ user_id, movie_id, type }) => `${user_id} ${movie_id} ${type}`);
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO interactions AS known (user_id, movie_id, type, at)
     SELECT user_id, movie_id, type, at
     FROM unnest($1::integer[], $2::integer[], $3::text[], $4::timestamptz[]) AS given (user_id, movie_id, type, at)
     WHERE NOT EXISTS (SELECT FROM members WHERE members.user_id = given.user_id AND gone)
       AND EXISTS (SELECT FROM movies WHERE id = given.movie_id)
     ORDER BY user_id, movie_id, type
     ON CONFLICT (user_id, movie_id, type) DO UPDATE SET at = excluded.at`,
    [...keysOf(rows), rows.map(({ type }) => type), rows.map(({ at, watched_at }) => watched_at ?? at)],
  );
}

export async function removeInteractions(tx: Transaction, gone: readonly Uninteracted[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.run(
    `DELETE FROM interactions WHERE (user_id, movie_id, type) IN
       (SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[]))`,
    [...keysOf(gone), gone.map(({ type }) => type)],
  );
}

function keysOf(rows: readonly { user_id: number; movie_id: number }[]): [number[], number[]] {
  return [rows.map(({ user_id }) => user_id), rows.map(({ movie_id }) => movie_id)];
}

function lastOfEach<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
