import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import { findTrends } from '../catalogue/trends.ts';
import { saveRatings } from '../ratings/bulk.ts';
import { hearDeleted } from '../testing/accounts.ts';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;

const WRITERS = 12;
const ACTS_OF_EACH = 60;
/** Enough that nobody waits for a connection. */
const CONNECTIONS = 2 * WRITERS;

// Time enough for whoever only waits for others to be done, on a machine that is busy. Who waits in a ring is found all the same.
beforeAll(async () => {
  movie = await startMovieForTest(undefined, undefined, { answerMs: 30_000, poolSize: CONNECTIONS });
  const connected = () => movie.context.database.rows('SELECT pg_sleep(0.1)');
  await eventually(() => Promise.all(Array.from({ length: CONNECTIONS }, connected)));
});
afterAll(() => movie.stop());

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed + 1;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

interface Stage {
  films: number[];
  members: TestMember[];
  staff: TestMember;
  reviews: number[];
  comments: number[];
  reports: number[];
}

/** What may happen, each answered with a status (of what is no request: 200). */
type Act = (stage: Stage, roll: (sides: number) => number) => Promise<number>;

const one = <T>(list: T[], roll: (sides: number) => number) => list[roll(list.length)] as T;
const keep = (list: number[], { body }: { body: unknown }) => {
  const { id } = body as { id?: number };
  if (typeof id === 'number') list.push(id);
};

const ACTS: Act[] = [
  async ({ films, members }, roll) => {
    const call = { token: one(members, roll).token, params: { id: one(films, roll) }, body: { rating: roll(11) / 2 } };
    return (await movie.api(contract.rateMovie, call)).status;
  },
  async ({ films, members }, roll) => {
    const call = { token: one(members, roll).token, params: { id: one(films, roll) } };
    return (await movie.api(contract.takeBackRating, call)).status;
  },
  async ({ films, members, reviews }, roll) => {
    const body = { review: 'Stormy.', rating: roll(11) / 2 };
    const call = { token: one(members, roll).token, params: { id: one(films, roll) }, body };
    const answer = await movie.api(contract.writeReview, call);
    keep(reviews, answer);
    return answer.status;
  },
  async ({ films, members }, roll) => {
    const body = { review: `Edit ${roll(100)}`, rating: roll(11) / 2 };
    const call = { token: one(members, roll).token, params: { id: one(films, roll) }, body };
    return (await movie.api(contract.editReview, call)).status;
  },
  async ({ films, members }, roll) => {
    const call = { token: one(members, roll).token, params: { id: one(films, roll) } };
    return (await movie.api(contract.deleteReview, call)).status;
  },
  async ({ members, reviews }, roll) => {
    const call = { token: one(members, roll).token, params: { id: one(reviews, roll) } };
    return (await movie.api(roll(3) === 0 ? contract.unlikeReview : contract.likeReview, call)).status;
  },
  async ({ members, reviews, comments }, roll) => {
    const call = { token: one(members, roll).token, params: { id: one(reviews, roll) }, body: { text: 'Windy.' } };
    const answer = await movie.api(contract.writeComment, call);
    keep(comments, answer);
    return answer.status;
  },
  async ({ staff, comments }, roll) => {
    const call = { token: staff.token, params: { id: one(comments, roll) ?? 1 } };
    return (await movie.api(contract.deleteComment, call)).status;
  },
  async ({ members, reviews, comments, reports }, roll) => {
    const [operation, list] =
      roll(2) === 0 ? [contract.reportReview, reviews] : ([contract.reportComment, comments] as const);
    const body = { reason: 'other' } as const;
    const call = { token: one(members, roll).token, params: { id: one([...list], roll) ?? 1 }, body };
    const answer = await movie.api(operation, call);
    keep(reports, answer);
    return answer.status;
  },
  async ({ staff, reports }, roll) => {
    const action = one(['hide', 'restore', 'hide'] as const as unknown as 'hide'[], roll);
    const call = { token: staff.token, params: { id: one(reports, roll) ?? 1 }, body: { action, reason: 'Storm.' } };
    return (await movie.api(contract.moderate, call)).status;
  },
  async ({ films, members }, roll) => {
    const turned = roll(2) === 0 ? [...films].reverse() : films;
    const rating = roll(11) / 2;
    const rows = turned.flatMap((movie_id) => members.map(({ id: user_id }) => ({ user_id, movie_id, rating })));
    await movie.context.database.transaction((tx) => saveRatings(movie.context, tx, rows));
    return 200;
  },
  async () => {
    await findTrends(movie.context.database, movie.context.cache);
    return 200;
  },
  async ({ films, reviews }, roll) => {
    const { id: author, token } = movie.newMember();
    const params = { id: one(films, roll) };
    const answer = await movie.api(contract.writeReview, { token, params, body: { review: 'Short.', rating: 1 } });
    keep(reviews, answer);
    const call = { token, params: { id: one(reviews, roll) } };
    await movie.api(contract.likeReview, call);
    await movie.api(contract.writeComment, { ...call, body: { text: 'Bye.' } });
    await hearDeleted(movie, author);
    return answer.status;
  },
  async ({ films, staff }, roll) => {
    const place = roll(films.length);
    const gone = films[place] as number;
    films[place] = await insertFilm(movie);
    return (await movie.api(contract.deleteMovie, { token: staff.token, params: { id: gone } })).status;
  },
];

/** Where what is counted is not what is there. */
async function miscounted(): Promise<unknown[]> {
  const { database } = movie.context;
  const films = await database.rows(
    `SELECT s.movie_id, s.rating_count, s.rating_sum, s.review_count, c.*, v.* FROM movie_scores s
     CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(sum(rating), 0) AS total FROM movie_ratings
       WHERE movie_id = s.movie_id) c
     CROSS JOIN LATERAL (SELECT count(*) AS shown FROM movie_reviews
       WHERE movie_id = s.movie_id AND hidden_at IS NULL) v
     WHERE s.rating_count <> n OR s.rating_sum <> total OR s.review_count <> shown
       OR n <> (SELECT sum(bar) FROM unnest(s.histogram) AS bar)`,
  );
  const reviews = await database.rows(
    `SELECT r.id FROM movie_reviews r LEFT JOIN movie_ratings g USING (user_id, movie_id)
     WHERE r.rating IS DISTINCT FROM g.rating
       OR r.like_count <> (SELECT count(*) FROM review_likes WHERE review_id = r.id)
       OR r.comment_count <> (SELECT count(*) FROM review_comments WHERE review_id = r.id AND hidden_at IS NULL)`,
  );
  return [...films, ...reviews];
}

test('in a storm of everything at once nobody waits for ever, and all is counted', async () => {
  const films = [await insertFilm(movie), await insertFilm(movie), await insertFilm(movie)];
  const members = Array.from({ length: 6 }, () => movie.newMember());
  const { review } = await newReview(movie, { film: films[0] as number });
  const stage = { films, members, staff: movie.newMember('staff'), reviews: [review.id], comments: [], reports: [] };
  const statuses = new Map<number, number>();
  const write = async (_: unknown, writer: number) => {
    const roll = dice(writer * 7_919);
    for (let act = 0; act < ACTS_OF_EACH; act += 1) {
      const status = await one(ACTS, roll)(stage, roll);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));

  // Whoever waits in a ring is told to try again: 503, or an error of what is no request.
  expect([...statuses.keys()].filter((status) => ![200, 201, 403, 404, 409].includes(status))).toEqual([]);
  expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBeGreaterThan((WRITERS * ACTS_OF_EACH) / 3);
  expect(await miscounted()).toEqual([]);
});
