// What the models are told of a member.
import type { HistoryEntry, RatedItem } from '@movies/recommender';
import { type InteractionType, meanOf, strengthOf } from '../../signals.ts';
import type { History } from './history.ts';

// Beyond this what is older changes a list by nothing that anyone sees, and costs as much as what is new.
const MOST_ENTRIES = 600;
const MOST_RATINGS = 400;

const TYPES: readonly InteractionType[] = ['liked', 'bookmarked', 'watched'];

/** Everything done with films, with its strength; the newest count where there are very many. */
export function strengthsOf(history: History): HistoryEntry[] {
  const { ratings, dismissed, wishes } = history;
  let sum = 0;
  for (const rating of ratings.values()) sum += rating;
  const mean = meanOf(sum, ratings.size);
  const films = new Set([...wishes.movies, ...dismissed, ...history.bookmarked, ...history.watched, ...history.liked]);
  for (const movie of ratings.keys()) {
    films.delete(movie);
    films.add(movie);
  }
  return [...films].slice(-MOST_ENTRIES).map((item) => {
    const rating = ratings.get(item);
    const done = { rating, interactions: doneWith(history, item), dismissed: dismissed.has(item) };
    return { item, strength: strengthOf(done, mean) };
  });
}

/** A film that someone names in their preferences is a favourite. */
function doneWith(history: History, movie: number): InteractionType[] {
  const done = TYPES.filter((type) => history[type].has(movie));
  return history.wishes.movies.includes(movie) && !done.includes('liked') ? [...done, 'liked'] : done;
}

/** What someone rated, the newest, but not what is to be predicted. */
export function ratedBy({ ratings }: History, except?: number): RatedItem[] {
  const rated = Array.from(ratings, ([item, value]) => ({ item, value })).filter(({ item }) => item !== except);
  return rated.slice(-MOST_RATINGS);
}
