// The reviews that were announced in the last days, in the order in which they were.
import type { NewReview, ReviewFacts } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';

export interface Announced {
  place: number;
  review: NewReview;
}

type Row = Omit<NewReview, 'message' | 'room_id'> & { place: number };

const SELECT = `
  SELECT a.place, a.id, a.user_id, coalesce(m.username, '') AS username, a.movie_id, a.movie_title, a.review_id,
    a.review_title, a.rating, a.contains_spoilers, a.created_at
  FROM announcements a LEFT JOIN members m ON m.user_id = a.user_id`;

function announced({ place, ...row }: Row): Announced {
  const title = titleOf(row);
  const message = `User ${row.user_id} added a new review: ${title}`;
  return { place, review: { message, ...row, room_id: String(row.movie_id), review_title: title } };
}

/** A review without a title goes by that of its movie. */
function titleOf({ review_title, movie_title }: Pick<Row, 'review_title' | 'movie_title'>): string {
  return review_title === '' ? movie_title : review_title;
}

export async function announce(tx: Transaction, eventId: string, review: ReviewFacts): Promise<void> {
  await tx.run(
    `INSERT INTO announcements (id, movie_id, review_id, user_id, movie_title, review_title, rating, contains_spoilers,
       created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
    [
      eventId,
      review.movie_id,
      review.review_id,
      review.user_id,
      review.movie_title,
      review.title,
      review.rating,
      review.contains_spoilers,
      review.created_at,
    ],
  );
}

export async function changeAnnounced(tx: Transaction, review: ReviewFacts): Promise<void> {
  await tx.run('UPDATE announcements SET review_title = $2, rating = $3, contains_spoilers = $4 WHERE review_id = $1', [
    review.review_id,
    review.title,
    review.rating,
    review.contains_spoilers,
  ]);
}

export async function unannounce(tx: Transaction, reviewId: number): Promise<void> {
  await tx.run('DELETE FROM announcements WHERE review_id = $1', [reviewId]);
}

export async function lastPlace(sql: Sql): Promise<number> {
  const row = await sql.row<{ place: number }>('SELECT coalesce(max(place), 0) AS place FROM announcements');
  return row?.place ?? 0;
}

/** The id of the newest announcement. */
export async function lastId(sql: Sql): Promise<string> {
  return (await sql.row<{ id: string }>('SELECT id FROM announcements ORDER BY place DESC LIMIT 1'))?.id ?? NONE;
}

const NONE = 'movie-0';

export async function announcedAfter(sql: Sql, place: number, limit: number): Promise<Announced[]> {
  return (await sql.rows<Row>(`${SELECT} WHERE a.place > $1 ORDER BY a.place LIMIT $2`, [place, limit])).map(announced);
}

// Ids are nearly in the order of places; of what lies this near to one that is gone, some may come twice.
const NEARLY = 1_000;

/** What came after an announcement up to a place, of one movie or of all. */
export interface Missed {
  since: string;
  upTo: number;
  movieId: number | undefined;
}

export async function announcedSince(sql: Sql, { since, upTo, movieId }: Missed, limit: number): Promise<Announced[]> {
  const known = await sql.row<{ place: number }>('SELECT place FROM announcements WHERE id = $1', [since]);
  const [after, value] = known
    ? ['a.place > $1', known.place]
    : [`split_part(a.id, '-', 2)::bigint > $1`, Number(since.slice('movie-'.length)) - NEARLY];
  const rows = await sql.rows<Row>(
    `${SELECT} WHERE ${after} AND a.place <= $2 ${movieId === undefined ? '' : 'AND a.movie_id = $4'}
     ORDER BY a.place LIMIT $3`,
    [value, upTo, limit, ...(movieId === undefined ? [] : [movieId])],
  );
  return rows.map(announced);
}

/** What an author announces: of one movie, or of any. */
export interface Claim {
  userId: number;
  movieId: number | undefined;
  title: string;
}

/** Lets an author announce a review of theirs, once; undefined where there is none left to announce. */
export async function claim(sql: Sql, claim: Claim): Promise<'claimed' | undefined> {
  const [mine, values] = meantBy(claim);
  const claimed = await sql.run(
    `UPDATE announcements SET claimed = true WHERE NOT claimed AND place = (
       SELECT max(place) FROM announcements WHERE ${mine} AND NOT claimed)`,
    values,
  );
  return claimed > 0 ? 'claimed' : undefined;
}

export async function isClaimed(sql: Sql, claim: Claim): Promise<boolean> {
  const [mine, values] = meantBy(claim);
  return (await sql.row(`SELECT FROM announcements WHERE ${mine} AND claimed LIMIT 1`, values)) !== undefined;
}

function meantBy({ userId, movieId, title }: Claim): [condition: string, values: unknown[]] {
  const mine = `user_id = $1 AND coalesce(nullif(review_title, ''), movie_title) = $2`;
  return movieId === undefined ? [mine, [userId, title]] : [`${mine} AND movie_id = $3`, [userId, title, movieId]];
}
