// Favourites, watchlist and diary. What a member does with them is seen at once, and is as before where it fails.
import {
  addFavorite,
  addToWatchlist,
  addWatched,
  getMovie,
  type ListedMovie,
  myFavorites,
  myWatched,
  myWatchlist,
  removeFavorite,
  removeFromWatchlist,
  removeWatched,
} from '@movies/contract';
import { call } from '../api/call.ts';
import { outdate } from '../api/hooks.ts';
import { patchItems } from '../api/more.ts';
import { notSaved } from '../ui/sentence.ts';
import { say } from '../ui/toast-store.ts';
import { me } from '../words/me.ts';

export type List = 'favorites' | 'watchlist' | 'watched';

const LISTS = {
  favorites: { all: myFavorites, add: addFavorite, remove: removeFavorite },
  watchlist: { all: myWatchlist, add: addToWatchlist, remove: removeFromWatchlist },
  watched: { all: myWatched, add: addWatched, remove: removeWatched },
} as const;

async function settled(list: List): Promise<void> {
  await outdate(LISTS[list].all, getMovie);
}

export async function takeOff(list: List, listed: ListedMovie): Promise<void> {
  const { movie } = listed;
  const asBefore = patchItems<ListedMovie>(LISTS[list].all, (all) => all.filter((one) => one.movie.id !== movie.id));
  try {
    await call(LISTS[list].remove, { params: { id: movie.id } });
  } catch (error) {
    asBefore();
    return say(notSaved(error));
  }
  void settled(list);
  say(me.lists.removed[list](movie.title), { label: me.undo, do: () => void putBack(list, listed) });
}

async function putBack(list: List, { movie, watched_at }: ListedMovie): Promise<void> {
  try {
    await put(list, movie.id, watched_at ?? undefined);
    say(me.lists.back(movie.title));
  } catch (error) {
    say(notSaved(error));
  }
}

async function put(list: List, id: number, watchedAt?: string | null): Promise<void> {
  const when = watchedAt === undefined ? {} : { watched_at: watchedAt };
  await call(LISTS[list].add, { body: { movie_id: id, ...when } });
  await settled(list);
}

/** Says that a film was watched; throws where that is refused. */
export async function noteInDiary(id: number, watchedAt: string | null): Promise<void> {
  await put('watched', id, watchedAt);
}

export async function changeDate({ movie }: ListedMovie, watchedAt: string | null): Promise<void> {
  const asBefore = patchItems<ListedMovie>(myWatched, (all) =>
    all.map((one) => (one.movie.id === movie.id ? { ...one, watched_at: watchedAt } : one)),
  );
  try {
    await put('watched', movie.id, watchedAt);
    say(watchedAt ? me.diary.dated(movie.title, watchedAt) : me.diary.undated(movie.title));
  } catch (error) {
    asBefore();
    say(notSaved(error));
  }
}

/** From the watchlist into the diary of today. */
export async function watchedNow(listed: ListedMovie): Promise<void> {
  const { movie } = listed;
  const asBefore = patchItems<ListedMovie>(myWatchlist, (all) => all.filter((one) => one.movie.id !== movie.id));
  try {
    await call(addWatched, { body: { movie_id: movie.id, watched_at: today() } });
    await call(removeFromWatchlist, { params: { id: movie.id } });
  } catch (error) {
    asBefore();
    return say(notSaved(error));
  }
  void outdate(myWatchlist, myWatched, getMovie);
  say(me.lists.watchedNow(movie.title), { label: me.undo, do: () => void notWatchedNow(listed) });
}

async function notWatchedNow({ movie }: ListedMovie): Promise<void> {
  try {
    await call(removeWatched, { params: { id: movie.id } });
    await put('watchlist', movie.id);
  } catch (error) {
    say(notSaved(error));
  }
  void outdate(myWatched);
}

/** Here, not in Greenwich. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
