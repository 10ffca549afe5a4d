// Favourites, watchlists and watched films: three lists with one set of rules.
import {
  type DiaryQuery,
  interactionRemoved,
  interactionSet,
  type ListedMovie,
  type WatchedMovie,
} from '@movies/contract';
import { AppError, type Caller, invalidField, pageOf } from '@movies/service-kit';
import { movieMissing } from '../catalogue/failures.ts';
import { moviesByIds, withMine } from '../catalogue/movies.repository.ts';
import { movieIdOf } from '../catalogue/references.ts';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import type { InteractionType } from './interaction.entity.ts';
import { type ListedRow, pageOfList, putOnList, takeOffList } from './lists.repository.ts';

export async function addToList(
  context: Context,
  caller: Caller,
  type: InteractionType,
  { movie_id, watched_at }: WatchedMovie,
): Promise<{ isNew: boolean; listed: ListedMovie }> {
  checkWatched(watched_at);
  const movieId = await movieIdOf(context, movie_id);
  const { userId } = caller;
  const row = await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const written = await putOnList(tx, type, { userId, movieId, watchedAt: watched_at });
    if (!written) throw movieMissing();
    const told = { user_id: userId, movie_id: movieId, type, watched_at: written.watched_at };
    if (written.isChanged) await context.events.tell(tx, interactionSet, `user:${userId}`, told);
    return written;
  });
  const [listed] = await withMovies(context, userId, type, [row]);
  if (!listed) throw movieMissing();
  return { isNew: row.isNew, listed };
}

export async function removeFromList(
  context: Context,
  caller: Caller,
  type: InteractionType,
  ref: number | string,
): Promise<void> {
  const movie_id = await movieIdOf(context, ref);
  const { userId: user_id } = caller;
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    if (!(await takeOffList(tx, type, user_id, movie_id))) {
      throw new AppError('missing', 'not_on_list', 'This movie is not on the list.');
    }
    await context.events.tell(tx, interactionRemoved, `user:${user_id}`, { user_id, movie_id, type });
  });
}

export async function listed(
  context: Context,
  { userId }: Caller,
  type: InteractionType,
  query: DiaryQuery,
): Promise<{ movies: ListedMovie[]; total: number }> {
  const { rows, total } = await pageOfList(context.database, type, userId, { sort: query.sort, ...pageOf(query) });
  return { movies: await withMovies(context, userId, type, rows), total };
}

async function withMovies(
  { database }: Context,
  userId: number,
  type: InteractionType,
  rows: ListedRow[],
): Promise<ListedMovie[]> {
  const found = await moviesByIds(
    database,
    rows.map(({ movie_id }) => movie_id),
  );
  const movies = new Map((await withMine(database, userId, found)).map((movie) => [movie.id, movie]));
  return rows.flatMap(({ movie_id, created_at, watched_at }) => {
    const movie = movies.get(movie_id);
    // Deleted between the two looks.
    return movie ? [{ movie, created_at, ...(type === 'watched' ? { watched_at } : {}) }] : [];
  });
}

const HOUR = 3_600_000;
/** Where the day begins first it is that much later than in Greenwich. */
const MOST_AHEAD_MS = 14 * HOUR;
const FIRST_FILM = '1888-01-01';

function checkWatched(date: string | null | undefined): void {
  if (date === null || date === undefined) return;
  const today = new Date(Date.now() + MOST_AHEAD_MS).toISOString().slice(0, 10);
  if (date > today) throw invalidField('invalid_date', 'watched_at', 'must not lie in the future');
  if (date < FIRST_FILM) throw invalidField('invalid_date', 'watched_at', 'must not lie before the first film');
}
