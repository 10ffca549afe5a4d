// Keeps films: those that are new, and what has changed of others. Any number in a constant number of statements.
import { type Transaction, violatedUnique } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { saveCredits } from '../people/credits.repository.ts';
import { ALL, GENRES, MOVIES, movieTag } from '../tags.ts';
import { tellFacts } from './facts.ts';
import { movieExists, movieMissing } from './failures.ts';
import { type Film, type FilmWithId, INSERT_FILMS, type SavedFilm, UPDATE_FILMS } from './film.ts';
import { saveGenres } from './genres.repository.ts';

export type { Film, SavedFilm } from './film.ts';

type Core = Pick<Context, 'events' | 'cache'>;

/**
 * Everyone locks in one order, films by their numbers, then genres, then people, so that of two who save the same ones
 * at once the second waits, and none for ever. To keep that order a transaction saves all its films in one call.
 */
export async function saveFilms(
  { events, cache }: Core,
  tx: Transaction,
  films: readonly Film[],
): Promise<SavedFilm[]> {
  if (films.length === 0) return [];
  const { ids, distinct, added } = await saveRows(tx, films);
  const isNew = (id: number) => added.has(id);
  await saveGenres(tx, distinct, isNew);
  await saveCredits(tx, distinct, isNew);
  const saved = distinct.map(({ id }) => id);
  await tx.rows('SELECT refresh_search($1)', [saved]);
  await tellFacts(events, tx, saved, isNew);
  tx.afterCommit(() => cache.purge(tagsOf(saved)));
  return ids.map((id) => ({ id, isNew: isNew(id) }));
}

/** Beyond this it is quicker to load all again than to purge each. */
const MOST_TAGS = 200;

function tagsOf(ids: number[]): string[] {
  return ids.length > MOST_TAGS ? [ALL] : [MOVIES, GENRES, ...ids.map(movieTag)];
}

interface Rows {
  /** As the films were given. */
  ids: number[];
  /** Each film once: of several that are the same one, the last says what it is. */
  distinct: FilmWithId[];
  added: Set<number>;
}

async function saveRows(tx: Transaction, films: readonly Film[]): Promise<Rows> {
  const drafts = await withIds(tx, films);
  const added = await idsOf(tx, INSERT_FILMS, once(drafts));
  const placed = await withIdsOfShows(tx, drafts, added);
  const distinct = once(placed);
  await saveChanges(
    tx,
    distinct.filter(({ id }) => !added.has(id)),
  );
  return { ids: placed.map(({ id }) => id), distinct, added };
}

function once(films: FilmWithId[]): FilmWithId[] {
  return [...new Map(films.map((film) => [film.id, film])).values()];
}

async function idsOf(tx: Transaction, statement: string, films: FilmWithId[]): Promise<Set<number>> {
  return new Set((await tx.rows<{ id: number }>(statement, [JSON.stringify(films)])).map(({ id }) => id));
}

async function withIds(tx: Transaction, films: readonly Film[]): Promise<FilmWithId[]> {
  const given = films.map((film) => film.id ?? (film.media_type === 'tv' ? undefined : film.tmdb_id) ?? undefined);
  const fresh = await tx.rows<{ id: number }>(NEW_IDS, [given.filter((id) => id === undefined).length]);
  return films.map((film, index) => ({ ...film, id: given[index] ?? (fresh.shift()?.id as number) }));
}

const NEW_IDS = `SELECT nextval('movies_id_seq')::integer AS id FROM generate_series(1, $1)`;

/** TMDb numbers shows apart from films, so one that is here already is known by its number there, under an id of ours. */
async function withIdsOfShows(tx: Transaction, films: FilmWithId[], added: Set<number>): Promise<FilmWithId[]> {
  const isShow = ({ id, media_type, tmdb_id }: FilmWithId) => media_type === 'tv' && tmdb_id != null && !added.has(id);
  const shows = films.filter(isShow).map(({ tmdb_id }) => tmdb_id);
  if (shows.length === 0) return films;
  const here = await tx.rows<{ id: number; tmdb_id: number }>(
    `SELECT id, tmdb_id FROM movies WHERE media_type = 'tv' AND tmdb_id = ANY ($1::integer[])`,
    [shows],
  );
  const ids = new Map(here.map(({ id, tmdb_id }) => [tmdb_id, id]));
  return films.map((film) => (isShow(film) ? { ...film, id: ids.get(film.tmdb_id as number) ?? film.id } : film));
}

async function saveChanges(tx: Transaction, films: FilmWithId[]): Promise<void> {
  if (films.length === 0) return;
  await tx.rows(HOLD, [films.map(({ id }) => id)]);
  const changed = await idsOf(tx, UPDATE_FILMS, films).catch(refuseTaken);
  const missing = films.find(({ id }) => !changed.has(id));
  if (missing) throw missing.title === undefined ? movieMissing() : movieExists();
}

/** What is counted of a film comes with it: whoever rates it locks that too, in the same order. */
const HOLD = `
  SELECT FROM movies AS m JOIN movie_scores AS s ON s.movie_id = m.id
  WHERE m.id = ANY ($1::integer[]) ORDER BY m.id FOR NO KEY UPDATE`;

function refuseTaken(error: unknown): never {
  throw violatedUnique(error) === 'movies_imdb_unique' ? movieExists() : error;
}
