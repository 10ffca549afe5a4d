// Brings a whole data set of MovieLens: its films, and its people with their ratings. Whoever interrupts it may begin it
// again: how far it came is stored with what it brought.

import { type Film, saveFilms } from '../catalogue/saving.ts';
import type { Context } from '../context.ts';
import { ALL } from '../tags.ts';
import { type DataSet, openDataSet } from './data-set.ts';
import { filmsHere, knownFilms, rememberFilms } from './films.repository.ts';
import { filmsOf, type LensFilm } from './films.ts';
import { addAuthors, addRatings, keepLines, linesIn } from './ratings.repository.ts';
import { type RatingBatch, ratingBatches } from './ratings.ts';

type Core = Pick<Context, 'database' | 'events' | 'cache'>;

export interface MovieLensNeeds {
  /** Adds members whom nobody can log in as, or finds them again; answers their ids in order. */
  addMembers(people: { username: string }[]): Promise<number[]>;
  /** Told after each part. */
  progress?(done: MovieLensProgress): void;
  signal?: AbortSignal;
}

export interface MovieLensProgress {
  step: 'films' | 'ratings';
  /** How many films, or lines of ratings. */
  done: number;
  /** Of all, from 0 to 1. */
  share: number;
}

export interface MovieLensReport {
  films: { added: number; known: number; skipped: number };
  ratings: { added: number; known: number; skipped: number };
  members: number;
}

const FILMS_AT_ONCE = 250;
const RATINGS_AT_ONCE = 10_000;

export async function importMovieLens(core: Core, path: string, needs: MovieLensNeeds): Promise<MovieLensReport> {
  const dataSet = await openDataSet(path);
  try {
    const { films, report } = await bringFilms(core, dataSet, needs);
    return await bringRatings(core, dataSet, films, needs, report);
  } finally {
    dataSet.close();
    await core.cache.purge([ALL]);
  }
}

const numbersOf = ({ writing }: DataSet) => (writing === 'tabs' ? 'ml-100k' : 'movielens');

async function bringFilms(core: Core, dataSet: DataSet, { progress, signal }: MovieLensNeeds) {
  const space = numbersOf(dataSet);
  const known = await knownFilms(core.database, space);
  const { films, skipped } = await filmsOf(dataSet);
  const missing = films.filter(({ number }) => !known.has(number));
  const counts = { added: 0, known: films.length - missing.length, skipped };
  for (let from = 0; from < missing.length; from += FILMS_AT_ONCE) {
    signal?.throwIfAborted();
    const some = missing.slice(from, from + FILMS_AT_ONCE);
    const { ids, added } = await bringSome(core, space, some);
    for (const [index, id] of ids.entries()) known.set((some[index] as LensFilm).number, id);
    counts.added += added;
    counts.known += some.length - added;
    const done = films.length - missing.length + from + some.length;
    progress?.({ step: 'films', done, share: done / films.length });
  }
  const report: MovieLensReport = { films: counts, ratings: { added: 0, known: 0, skipped: 0 }, members: 0 };
  return { films: known, report };
}

async function bringSome(core: Core, space: string, films: LensFilm[]): Promise<{ ids: number[]; added: number }> {
  return core.database.transaction(async (tx) => {
    const here = await filmsHere(tx, space, films);
    const taken = new Set<number>();
    // Two lines that mean one film of TMDb are one film here as well; without such a number they are two.
    const isHere = ({ number, tmdb_id, imdb_id }: LensFilm) => {
      const id = here.get(number);
      if (id === undefined) return false;
      const isFree = tmdb_id !== undefined || imdb_id !== undefined || !taken.has(id);
      taken.add(id);
      return isFree;
    };
    const fresh = films.filter((film) => !isHere(film));
    const saved = await saveFilms(core, tx, withOwnImdbIds(fresh).map(filmFrom));
    const ids = new Map([...here, ...saved.map(({ id }, index) => [(fresh[index] as LensFilm).number, id] as const)]);
    const all = films.map(({ number }) => ({ number, id: ids.get(number) as number }));
    await rememberFilms(tx, space, all);
    return {
      ids: all.map(({ id }) => id),
      added: new Set(saved.filter(({ isNew }) => isNew).map(({ id }) => id)).size,
    };
  });
}

/** An IMDb id is of one film alone. */
function withOwnImdbIds(films: LensFilm[]): LensFilm[] {
  const seen = new Set<string>();
  return films.map(({ imdb_id, ...film }) => {
    if (imdb_id === undefined || seen.has(imdb_id)) return film;
    seen.add(imdb_id);
    return { ...film, imdb_id };
  });
}

function filmFrom({ title, original_title, year, genres, tmdb_id, imdb_id }: LensFilm): Film {
  return {
    title,
    original_title,
    genres,
    // MovieLens knows the year alone.
    ...(year === null ? {} : { release_date: `${year}-01-01` }),
    ...(tmdb_id === undefined ? {} : { id: tmdb_id, tmdb_id }),
    ...(imdb_id === undefined ? {} : { imdb_id }),
  };
}

async function bringRatings(
  core: Core,
  dataSet: DataSet,
  films: Map<number, number>,
  needs: MovieLensNeeds,
  report: MovieLensReport,
): Promise<MovieLensReport> {
  const { ratings } = report;
  const file = `${dataSet.ratings.name.slice(-200)} ${dataSet.ratings.bytes}`;
  const after = await linesIn(core.database, file);
  const members = new Map<number, number>();
  for await (const batch of ratingBatches(dataSet, { after, size: RATINGS_AT_ONCE })) {
    needs.signal?.throwIfAborted();
    if (batch.lines <= after) continue;
    await addMissing(members, batch.people, needs);
    const { added, tried } = await bringBatch(core, batch, films, members, file);
    ratings.added += added;
    ratings.known += tried - added;
    ratings.skipped += batch.skipped + batch.people.length - tried;
    needs.progress?.({ step: 'ratings', done: batch.lines, share: Math.min(1, batch.bytes / dataSet.ratings.bytes) });
  }
  ratings.known += Math.max(0, after - (dataSet.writing === 'csv' ? 1 : 0));
  return { ...report, members: members.size };
}

const nameOf = (person: number) => `movielens-${person}`;

async function addMissing(
  members: Map<number, number>,
  people: number[],
  { addMembers }: MovieLensNeeds,
): Promise<void> {
  const missing = [...new Set(people)].filter((person) => !members.has(person));
  if (missing.length === 0) return;
  const ids = await addMembers(missing.map((person) => ({ username: nameOf(person) })));
  for (const [index, id] of ids.entries()) members.set(missing[index] as number, id);
}

async function bringBatch(
  { database }: Core,
  batch: RatingBatch,
  films: Map<number, number>,
  members: Map<number, number>,
  file: string,
): Promise<{ added: number; tried: number }> {
  const places = batch.films.flatMap((number, place) => (films.has(number) ? [place] : []));
  const columns = {
    users: places.map((place) => members.get(batch.people[place] as number) as number),
    films: places.map((place) => films.get(batch.films[place] as number) as number),
    ratings: places.map((place) => batch.ratings[place] as number),
    times: places.map((place) => batch.times[place] as number),
  };
  const people = [...new Set(batch.people)];
  const authors = people.map((person) => ({ id: members.get(person) as number, username: nameOf(person) }));
  return database.transaction(async (tx) => {
    await addAuthors(tx, authors);
    const added = await addRatings(tx, columns);
    await keepLines(tx, file, batch.lines);
    return { added, tried: places.length };
  });
}
