import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { hearDeleted } from '../testing/accounts.ts';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { untilWaiting } from '../testing/waiting.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const PERSON = /^(user_id|author_id|reporter_id|moderator_id|created_by)$/;

/** Every row of every table that names the member, by number or by name. */
async function rowsAbout({ id, username }: TestMember): Promise<string[]> {
  const { database } = movie.context;
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'movie' AND table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    for (const { row } of rows) {
      const facts = { ...row, ...(row.data as Record<string, unknown> | undefined) };
      const isNamed = Object.entries(facts).some(([key, value]) => PERSON.test(key) && value === id);
      const isMeant = row.subject === `user:${id}` || JSON.stringify(row).includes(`"${username}"`);
      if (isNamed || isMeant) found.push(name);
    }
  }
  return found.sort();
}

/** Someone who left something in every table, and others who had to do with it. */
async function someoneKnown() {
  const member = movie.newMember('staff');
  const { token } = member;
  const film = await insertFilm(movie);
  await movie.context.database.run('UPDATE movies SET created_by = $2 WHERE id = $1', [film, member.id]);
  const { review: own } = await newReview(movie, { author: member, film, rating: 5 });
  const { review } = await newReview(movie, { film, rating: 2 });
  const fan = movie.newMember();
  await movie.api(contract.likeReview, { token: fan.token, params: { id: own.id } });
  await movie.api(contract.writeComment, { token: fan.token, params: { id: own.id }, body: { text: 'Yes!' } });
  await movie.api(contract.likeReview, { token, params: { id: review.id } });
  await movie.api(contract.writeComment, { token, params: { id: review.id }, body: { text: 'No.' } });
  for (const add of [contract.addFavorite, contract.addToWatchlist, contract.addWatched]) {
    await movie.api(add, { token, body: { movie_id: film } });
  }
  const body = { reason: 'spam', note: 'I know him' } as const;
  const { body: reported } = await movie.api(contract.reportReview, { token, params: { id: review.id }, body });
  const decision = { action: 'dismiss', reason: 'Not that bad' } as const;
  const report = (reported as { id: number }).id;
  await movie.api(contract.moderate, { token, params: { id: report }, body: decision });
  return { member, film, own, review, fan, report };
}

describe('someone who left', () => {
  test('is nowhere any more but as a number that may not come back', async () => {
    const { member, film, own, review, report } = await someoneKnown();
    expect(new Set(await rowsAbout(member)).size).toBeGreaterThan(8);
    await hearDeleted(movie, member.id);
    expect(await rowsAbout(member)).toEqual(['authors']);
    expect((await movie.api(contract.oneReview, { params: { id: own.id } })).status).toBe(404);
    const found = await movieInFull(movie.context.database, film);
    expect(found).toMatchObject({ created_by: null, rating: 2, rating_count: 1, review_count: 1 });
    const { body } = await movie.api(contract.oneReview, { params: { id: review.id } });
    expect(body).toMatchObject({ like_count: 0, comment_count: 0 });
    const { token } = movie.newMember('staff');
    const { body: reports } = await movie.api(contract.listReports, { token, query: { status: 'all' } });
    const left = (reports as contract.Report[]).find(({ id }) => id === report);
    expect(left).toMatchObject({ reporter_id: null, note: '', history: [{ moderator_id: null }] });
  });

  test('takes nothing of others along', async () => {
    const { member, fan, review } = await someoneKnown();
    await movie.api(contract.likeReview, { token: fan.token, params: { id: review.id } });
    const before = (await rowsAbout(fan)).filter((name) => name !== 'event_log');
    await hearDeleted(movie, member.id);
    const after = (await rowsAbout(fan)).filter((name) => name !== 'event_log');
    // The like and the comment under the review that went are gone with it.
    expect(before).toEqual(['authors', 'review_comments', 'review_likes', 'review_likes']);
    expect(after).toEqual(['authors', 'review_likes']);
    const told = await toldBy(movie, contract.reviewLiked.name);
    expect(told.filter(({ data }) => (data as { user_id: number }).user_id === fan.id)).toHaveLength(1);
  });

  test('can write nothing more with a token that is still good', async () => {
    const { member, review, film } = await someoneKnown();
    await hearDeleted(movie, member.id);
    const { token } = member;
    const [onFilm, onReview] = [
      { token, params: { id: film } },
      { token, params: { id: review.id } },
    ];
    const answers = await Promise.all([
      movie.api(contract.rateMovie, { ...onFilm, body: { rating: 1 } }),
      movie.api(contract.takeBackRating, onFilm),
      movie.api(contract.writeReview, { ...onFilm, body: { review: 'Back!' } }),
      movie.api(contract.editReview, { ...onFilm, body: { review: 'Back!' } }),
      movie.api(contract.deleteReview, onFilm),
      movie.api(contract.likeReview, onReview),
      movie.api(contract.unlikeReview, onReview),
      movie.api(contract.writeComment, { ...onReview, body: { text: 'Back!' } }),
      movie.api(contract.reportReview, { ...onReview, body: { reason: 'spam' } }),
      movie.api(contract.addFavorite, { token, body: { movie_id: film } }),
      movie.api(contract.removeFavorite, onFilm),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ status: 401, body: { code: 'account_gone' } });
    expect(await rowsAbout(member)).toEqual(['authors']);
  });

  test('writes nothing that was under way at that moment', async () => {
    const [member, film] = [movie.newMember(), await insertFilm(movie)];
    const pending = await movie.context.database.transaction(async (tx) => {
      await tx.run('INSERT INTO authors (user_id, gone) VALUES ($1, true)', [member.id]);
      const answer = movie.api(contract.rateMovie, { token: member.token, params: { id: film }, body: { rating: 1 } });
      await untilWaiting(movie, 1);
      return { answer };
    });
    expect(await pending.answer).toMatchObject({ status: 401, body: { code: 'account_gone' } });
    expect(await movieInFull(movie.context.database, film)).toMatchObject({ rating_count: 0 });
  });

  test('may come and go before anything of them was heard, and twice', async () => {
    const { id } = movie.newMember();
    await hearDeleted(movie, id);
    await hearDeleted(movie, id);
    const row = await movie.context.database.row('SELECT gone FROM authors WHERE user_id = $1', [id]);
    expect(row).toEqual({ gone: true });
  });

  test('may have rated twenty thousand films', async () => {
    const { database } = movie.context;
    const member = movie.newMember();
    const [from, parts, size] = [100_000, 20, 1_000];
    for (let part = 0; part < parts; part += 1) {
      const first = from + part * size;
      await database.run(
        `INSERT INTO movies (id, title) SELECT id, 'Film ' || id FROM generate_series($1::int, $1::int + $2 - 1) AS id`,
        [first, size],
      );
      await database.run(
        `INSERT INTO movie_ratings (user_id, movie_id, rating)
         SELECT person, id, 3 FROM generate_series($1::int, $1::int + $2 - 1) AS id, unnest($3::int[]) AS person
         ORDER BY id`,
        [first, size, part === 0 ? [member.id, 999_999] : [member.id]],
      );
      await database.run(
        `INSERT INTO event_log (type, subject, data)
         SELECT 'rating.set', 'user:' || $3::int, '{}' FROM generate_series($1::int, $1::int + $2 - 1)`,
        [first, size, member.id],
      );
    }
    await hearDeleted(movie, member.id);
    const left = await database.row(
      `SELECT (SELECT count(*) FROM movie_ratings WHERE user_id = $1) AS ratings,
         (SELECT count(*) FROM event_log WHERE subject = 'user:' || $1::int) AS events,
         (SELECT sum(rating_count) FROM movie_scores WHERE movie_id BETWEEN $2 AND $3) AS counted`,
      [member.id, from, from + parts * size],
    );
    expect(left).toEqual({ ratings: 0, events: 0, counted: size });
  });
});
