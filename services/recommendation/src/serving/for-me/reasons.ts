// Why a film is in someone's list, in the words they read.
import type { Reason } from '@movies/contract';
import type { HistoryEntry, Ranker } from '@movies/recommender';
import type { Films } from '../films/films.ts';
import type { History } from '../history/history.ts';
import type { Weighed } from '../weighing/weigh.ts';

export type Basis =
  | { kind: 'done'; movie: number }
  | { kind: 'genre'; genre: string }
  | { kind: 'actor'; actor: string }
  | { kind: 'people_like_you' }
  | { kind: 'popular' };

interface Grounds {
  films: Films;
  ranker: Ranker | undefined;
  history: History;
  done: readonly HistoryEntry[];
  weighed: Weighed;
}

/** Below this the model does not think more of a film than of most. */
const LIKED = 0.05;

/** What speaks most for each of the films. */
export function basesOf(items: readonly number[], grounds: Grounds): Basis[] {
  const { films, ranker, done, weighed } = grounds;
  const strengths = new Map(done.map(({ item, strength }) => [item, strength]));
  const explained = ranker?.explain(done, items, 5) ?? [];
  return items.map((item, index) => {
    const place = films.placeOf(item) as number;
    const liking = weighed.likings.values[place] as number;
    const cause = explained[index]?.find((reason) => (strengths.get(reason.item) ?? 0) > 0)?.item;
    if (liking > LIKED && cause !== undefined) return { kind: 'done', movie: cause };
    return wished(weighed, place) ?? ofCandidate(grounds, item) ?? alike(grounds, place) ?? ofOthers(liking);
  });
}

function wished({ affinity }: Weighed, place: number): Basis | undefined {
  const actor = affinity.person(place);
  if (actor !== undefined) return { kind: 'actor', actor };
  const genre = affinity.genre(place);
  return genre === undefined ? undefined : { kind: 'genre', genre };
}

function ofCandidate({ history }: Grounds, item: number): Basis | undefined {
  const found = history.candidates.find(({ movie }) => movie === item);
  if (found?.becauseMovie) return { kind: 'done', movie: found.becauseMovie };
  return found?.becauseGenre ? { kind: 'genre', genre: found.becauseGenre } : undefined;
}

/** What they liked that is of the same genres, where the model has nothing to say. */
function alike({ films, done }: Grounds, place: number): Basis | undefined {
  const genres = new Set(films.genresAt(place));
  let most = 0.5;
  let movie: number | undefined;
  for (const { item, strength } of done) {
    const other = strength > 0 ? films.placeOf(item) : undefined;
    if (other === undefined) continue;
    const shared = films.genresAt(other).filter((code) => genres.has(code)).length;
    const overlap = shared / Math.max(1, genres.size + films.genresAt(other).length - shared);
    if (overlap >= most) [most, movie] = [overlap, item];
  }
  return movie === undefined ? undefined : { kind: 'done', movie };
}

function ofOthers(liking: number): Basis {
  return { kind: liking > LIKED ? 'people_like_you' : 'popular' };
}

/** The film that a reason names, if it names one. */
export function namedBy(bases: readonly Basis[]): number[] {
  return bases.flatMap((basis) => (basis.kind === 'done' ? [basis.movie] : []));
}

type Titles = ReadonlyMap<number, { id: number; title: string }>;

export function inWords(basis: Basis, history: History, titles: Titles): Reason {
  if (basis.kind === 'done') return becauseOf(titles.get(basis.movie), history) ?? inWords(OTHERS, history, titles);
  if (basis.kind === 'genre') return { ...basis, text: `Because you like ${basis.genre}` };
  if (basis.kind === 'actor') return { ...basis, text: `With ${basis.actor}, whom you like` };
  return basis.kind === 'popular' ? POPULAR : { ...OTHERS, text: 'People with a taste like yours like it' };
}

const OTHERS = { kind: 'people_like_you' } as const;
export const POPULAR: Reason = { kind: 'popular', text: 'Many people like it' };

function becauseOf(film: { id: number; title: string } | undefined, history: History): Reason | undefined {
  if (!film) return undefined;
  const { id, title } = film;
  return { kind: 'because_you_rated', text: becauseText(title, id, history), movie: { id, title } };
}

function becauseText(title: string, id: number, { ratings, liked, watched, bookmarked }: History): string {
  const rating = ratings.get(id);
  if (rating !== undefined) return `Because you rated ${title} ${rating}`;
  if (bookmarked.has(id) && !liked.has(id)) return `Because ${title} is on your watchlist`;
  return watched.has(id) && !liked.has(id) ? `Because you watched ${title}` : `Because you like ${title}`;
}
