// Fills an empty installation with films, and with invented members who have rated and reviewed them.
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthCore, addSilentMembers } from '@movies/auth';
import {
  findTrends,
  type Context as MovieContext,
  saveAuthors,
  saveComments,
  saveFilms,
  saveRatings,
  saveReviews,
} from '@movies/movie';
import { AppError, type Transaction } from '@movies/service-kit';
import { type DemoData, readDemoData } from './data.ts';
import { within } from './dates.ts';
import { filmFrom } from './films.ts';
import { inventOpinions } from './opinions.ts';
import { inventPeople } from './people.ts';
import { type Random, randomFrom } from './random.ts';

const SEED = 1895;
const PEOPLE = 220;
const FILMS_AT_ONCE = 100;
const RATINGS_AT_ONCE = 2_000;
const DAYS_OF_RATINGS = 700;
const DAYS_OF_REVIEWS = 60;
const DAYS_OF_COMMENTS = 20;

type Movie = Pick<MovieContext, 'database' | 'events' | 'cache'>;

interface Services {
  auth: AuthCore;
  movie: Movie;
}

/** A start that was broken off in the middle goes on with the next one. */
export async function fillWithDemo(dataDirectory: string, isEmpty: boolean, services: Services): Promise<void> {
  const unfinished = join(dataDirectory, 'demo-unfinished');
  const wasBrokenOff = await stat(unfinished).then(
    () => true,
    () => false,
  );
  if (!isEmpty && !wasBrokenOff) return;
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(unfinished, '');
  await loadPatiently(services);
  await rm(unfinished);
}

const TRIES = 5;

/** A slow machine may keep a statement waiting for too long; what was loaded before is found again. */
async function loadPatiently(services: Services): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load(services);
    } catch (error) {
      if (tries === TRIES || !(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      await sleep(1_000 * tries);
    }
  }
}

interface Cast {
  /** The ids of members and films, in the order of the data. */
  members: number[];
  films: number[];
  random: Random;
  now: number;
}

async function load({ auth, movie }: Services): Promise<void> {
  const data = await readDemoData();
  const random = randomFrom(SEED);
  const people = inventPeople(PEOPLE, data, random);
  const members = await addSilentMembers(auth, people);
  const films = await saveAll(movie, data.films.map(filmFrom), FILMS_AT_ONCE, (tx, part) => saveFilms(movie, tx, part));
  const cast: Cast = { members, films: films.map(({ id }) => id), random, now: Date.now() };
  await movie.database.transaction((tx) =>
    saveAuthors(
      tx,
      people.map(({ username, name }, index) => ({ user_id: members[index] as number, username, name })),
    ),
  );
  const opinions = inventOpinions(people, data.films, random).map(({ person, film, rating }) => ({
    user_id: cast.members[person] as number,
    movie_id: cast.films[film] as number,
    rating,
    rated_at: within(DAYS_OF_RATINGS, random, cast.now),
  }));
  await saveAll(movie, opinions, RATINGS_AT_ONCE, async (tx, part) => [await saveRatings(movie, tx, part)]);
  await movie.database.transaction((tx) => review(movie, tx, data, cast));
  await findTrends(movie.database, movie.cache);
}

/** A part at a time, each in a transaction of its own. */
async function saveAll<Item, Saved>(
  { database }: Movie,
  items: Item[],
  atOnce: number,
  save: (tx: Transaction, part: Item[]) => Promise<Saved[]>,
): Promise<Saved[]> {
  const saved: Saved[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    saved.push(...(await database.transaction((tx) => save(tx, items.slice(start, start + atOnce)))));
  }
  return saved;
}

async function review(movie: Movie, tx: Transaction, { films, reviews, comments }: DemoData, cast: Cast) {
  const { members, random, now } = cast;
  const idByImdb = new Map(films.map(({ imdb_id }, index) => [imdb_id, cast.films[index] as number]));
  const written = reviews.map(({ film, ...rest }, index) => ({
    ...rest,
    film,
    movie_id: idByImdb.get(film) as number,
    user_id: members[index] as number,
    created_at: within(DAYS_OF_REVIEWS, random, now),
  }));
  await saveRatings(
    movie,
    tx,
    written.map(({ created_at, ...rest }) => ({ ...rest, rated_at: created_at })),
  );
  const saved = await saveReviews(movie, tx, written);
  const idOf = new Map(saved.map(({ review_id, movie_id, title }) => [`${movie_id} ${title}`, review_id]));
  const said = comments.flatMap(({ film, review_title, text }) => {
    const review_id = idOf.get(`${idByImdb.get(film)} ${review_title}`);
    const created_at = within(DAYS_OF_COMMENTS, random, now);
    return review_id === undefined ? [] : [{ review_id, user_id: random.pick(members), text, created_at }];
  });
  await saveComments(movie, tx, said);
}
