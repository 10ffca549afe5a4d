// What a member does with a film: rating it, and putting it on lists. It shows at once, and is put back where it can't be
// saved.
import {
  addFavorite,
  addToWatchlist,
  addWatched,
  getMovie,
  type Mine,
  type MovieInFull,
  myFavorites,
  myRatings,
  myWatched,
  myWatchlist,
  rateMovie,
  recommendedForMe,
  removeFavorite,
  removeFromWatchlist,
  removeWatched,
  takeBackRating,
} from '@movies/contract';
import { type Answered, call } from '../../api/call.ts';
import { outdate, queryClient } from '../../api/hooks.ts';
import { goTo } from '../../routes/go-to.ts';
import { paths } from '../../routes/paths.ts';
import { currentSession } from '../../session/session.ts';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';

export type List = 'favorite' | 'watchlist' | 'watched';

export const NOTHING: Mine = { rating: null, review_id: null, favorite: false, watchlist: false, watched: false };

/** Whether someone is here who can do that; a guest is shown the way in. */
export function asMember(): boolean {
  if (currentSession().kind === 'member') return true;
  const here = location.pathname + location.search;
  say(words.session.logInFirst, { label: words.nav.logIn, do: () => goTo(paths.login(here)) });
  return false;
}

/** Null takes the rating back. Resolves with whether it is saved. */
export function rate(id: number, rating: number | null): Promise<boolean> {
  const params = { id };
  const send = () =>
    rating === null ? call(takeBackRating, { params }) : call(rateMovie, { params, body: { rating } });
  const done = rating === null ? words.stars.takenBack : words.stars.saved(rating);
  return change(id, { rating }, send, done, () => outdate(getMovie, myRatings, recommendedForMe));
}

const LISTS = {
  favorite: { add: addFavorite, remove: removeFavorite, list: myFavorites },
  watchlist: { add: addToWatchlist, remove: removeFromWatchlist, list: myWatchlist },
  watched: { add: addWatched, remove: removeWatched, list: myWatched },
};

export function putOn(list: List, id: number, isOn: boolean): Promise<boolean> {
  const { add, remove, list: listed } = LISTS[list];
  const send = () => (isOn ? call(add, { body: { movie_id: id } }) : call(remove, { params: { id } }));
  const done = words.movie[isOn ? 'added' : 'removed'][list];
  return change(id, { [list]: isOn }, send, done, () => outdate(listed, recommendedForMe));
}

/** What is done to one film is done in its order: the last counts. */
const queues = new Map<number, Promise<unknown>>();

async function change(
  id: number,
  marks: Partial<Mine>,
  send: () => Promise<unknown>,
  done: string,
  after: () => Promise<unknown>,
): Promise<boolean> {
  if (!asMember()) return false;
  await queryClient.cancelQueries({ queryKey: [getMovie.id] });
  const before = show(id, marks);
  const sending = (queues.get(id) ?? Promise.resolve()).catch(() => undefined).then(send);
  queues.set(id, sending);
  try {
    await sending;
    say(done);
    if (queues.get(id) === sending) void after();
    return true;
  } catch (error) {
    if (before) show(id, before);
    say(`${sentenceOf(error)} ${words.states.notSaved}`);
    return false;
  }
}

/** Answers what was there before of what changes. */
function show(id: number, marks: Partial<Mine>): Partial<Mine> | undefined {
  let before: Partial<Mine> | undefined;
  queryClient.setQueriesData<{ body: MovieInFull } & Answered<typeof getMovie>>(
    { queryKey: [getMovie.id] },
    (known) => {
      if (known?.body.id !== id) return known;
      const my = known.body.my ?? NOTHING;
      before = Object.fromEntries(Object.keys(marks).map((mark) => [mark, my[mark as keyof Mine]]));
      return { ...known, body: { ...known.body, my: { ...my, ...marks } } };
    },
  );
  return before;
}
