// What we would have said of a film just before someone rated it. How far that was from what they gave is their scorecard.
import { type DataOf, type EventRecord, ratingSet, type Scorecard } from '@movies/contract';
import type { RatedItem } from '@movies/recommender';
import type { Sql, Transaction } from '@movies/service-kit';
import type { Engine } from '../context.ts';

type Rated = DataOf<typeof ratingSet>;

/** Who rates more than so many at once brings along what they thought before, and did not look at our lists first. */
const MOST_AT_ONCE = 10;
const MOST_RATINGS = 400;

/** For the events of one page of the movie service's log, before they take effect here. */
export async function forecast(
  tx: Transaction,
  engine: Engine | undefined,
  events: readonly EventRecord[],
): Promise<void> {
  if (!engine) return;
  for (const [userId, rated] of byMember(events)) {
    if (rated.length > MOST_AT_ONCE) continue;
    const known = await ratingsOf(tx, userId);
    for (const { movie_id, rating, rated_at } of rated) {
      if (!known.has(movie_id) && engine.predictor.items.placeOf(movie_id) !== undefined) {
        const { value } = engine.predictor.predict(engine.predictor.foldIn(newest(known)), movie_id);
        await tx.run(KEEP, [userId, movie_id, value, rating, rated_at]);
      }
      known.set(movie_id, rating);
    }
  }
}

const KEEP = `
  INSERT INTO forecasts (user_id, movie_id, predicted_rating, rating, rated_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`;

function byMember(events: readonly EventRecord[]): Map<number, Rated[]> {
  const members = new Map<number, Rated[]>();
  for (const { type, data } of events) {
    if (type !== ratingSet.name) continue;
    const rated = data as Rated;
    const own = members.get(rated.user_id) ?? [];
    own.push(rated);
    members.set(rated.user_id, own);
  }
  return members;
}

async function ratingsOf(sql: Sql, userId: number): Promise<Map<number, number>> {
  const rows = await sql.rows<{ movie_id: number; rating: number }>(
    'SELECT movie_id, rating FROM ratings WHERE user_id = $1 ORDER BY rated_at, movie_id',
    [userId],
  );
  return new Map(rows.map(({ movie_id, rating }) => [movie_id, rating]));
}

function newest(known: ReadonlyMap<number, number>): RatedItem[] {
  return Array.from(known, ([item, value]) => ({ item, value })).slice(-MOST_RATINGS);
}

const LATEST = 20;

export async function scorecardOf(sql: Sql, userId: number): Promise<Scorecard> {
  const card = (await sql.row<Omit<Scorecard, 'latest'>>(CARD, [userId])) as Omit<Scorecard, 'latest'>;
  const latest = await sql.rows<Scorecard['latest'][number]>(LATEST_FORECASTS, [userId, LATEST]);
  return { ...card, latest };
}

const CARD = `
  SELECT count(*) AS predictions,
    round(sqrt(avg((predicted_rating - rating) ^ 2))::numeric, 3)::double precision AS rmse,
    round(avg(predicted_rating - rating)::numeric, 3)::double precision AS mean_error,
    round(avg((abs(predicted_rating - rating) <= 0.5)::integer), 3)::double precision AS within_half_a_star
  FROM forecasts WHERE user_id = $1`;

const LATEST_FORECASTS = `
  SELECT json_build_object('id', m.id, 'title', m.title) AS movie,
    round(f.predicted_rating::numeric, 2)::double precision AS predicted_rating, f.rating, f.rated_at AS at
  FROM forecasts f JOIN movies m ON m.id = f.movie_id
  WHERE f.user_id = $1 ORDER BY f.rated_at DESC, f.movie_id LIMIT $2`;
