// Adding, changing and deleting films, by members.
import type { MovieChanges, NewMovie } from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { genreMissing, movieMissing, notYours } from './failures.ts';
import type { Film } from './film.ts';
import { unknownGenre } from './genres.repository.ts';
import { movieIdOf } from './references.ts';
import { removeFilm } from './removal.ts';
import { saveFilms } from './saving.ts';

export async function addMovie(context: Context, caller: Caller, body: NewMovie): Promise<number> {
  return context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const film = { ...(await filmOf(tx, body)), title: body.title, created_by: caller.userId };
    const [saved] = await saveFilms(context, tx, [film]);
    if (!saved) throw new Error('a film was not saved');
    return saved.id;
  });
}

export async function changeMovie(
  context: Context,
  caller: Caller,
  ref: number | string,
  changes: MovieChanges,
): Promise<void> {
  const id = await movieIdOf(context, ref);
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    await holdOwn(tx, caller, id);
    await saveFilms(context, tx, [{ ...(await filmOf(tx, changes)), id }]);
  });
}

export async function deleteMovie(context: Context, caller: Caller, ref: number | string): Promise<void> {
  const id = await movieIdOf(context, ref);
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    await holdOwn(tx, caller, id);
    await removeFilm(context, tx, id);
  });
}

async function holdOwn(tx: Transaction, { userId, isStaff }: Caller, id: number): Promise<void> {
  const found = await tx.row<{ created_by: number | null }>(
    'SELECT created_by FROM movies WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!found) throw movieMissing();
  if (found.created_by !== userId && !isStaff) throw notYours();
}

/** The dialects of clients: `overview` is `description`, `genre` the first of `genres`. */
async function filmOf(tx: Transaction, body: MovieChanges) {
  const { description, overview = description, rating, genre: _, genres: __, directors, cast, ...facts } = body;
  return {
    ...facts,
    overview,
    given_rating: rating,
    genres: await genresOf(tx, body),
    directors: directors?.map((name) => ({ name })),
    cast: cast?.map((player) => (typeof player === 'string' ? { name: player } : player)),
  } satisfies Partial<Film>;
}

async function genresOf(tx: Transaction, { genre, genres }: MovieChanges): Promise<(number | string)[] | undefined> {
  if (genre === undefined && genres === undefined) return undefined;
  const all = [...(genre === undefined ? [] : [genre]), ...(genres ?? [])].map(numbered);
  const unknown = await unknownGenre(
    tx,
    all.filter((each) => typeof each === 'number'),
  );
  if (unknown !== undefined) throw genreMissing(numbered(genre ?? '') === unknown ? 'genre' : 'genres', unknown);
  return all;
}

/** A form sends the number of a genre as text. */
function numbered(genre: number | string): number | string {
  return typeof genre === 'string' && /^\d{1,9}$/.test(genre) ? Number(genre) : genre;
}
