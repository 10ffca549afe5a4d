// What a member has done and wants, as it is now: what is stored here, and what they did since up to which it was followed.
import {
  type DataOf,
  type EventRecord,
  interactionRemoved,
  interactionSet,
  ratingRemoved,
  ratingSet,
} from '@movies/contract';

export type Doing = 'liked' | 'bookmarked' | 'watched';

export interface History {
  /** Oldest first. */
  ratings: Map<number, number>;
  liked: Set<number>;
  bookmarked: Set<number>;
  watched: Set<number>;
  dismissed: Set<number>;
  wishes: Wishes;
  candidates: Candidate[];
}

/** What a member says they like. */
export interface Wishes {
  genres: string[];
  people: string[];
  movies: number[];
  /** From well known (0) to surprising (1). */
  adventure: number | null;
}

/** A film of TMDb, and what it was found for; the first place is the nearest. */
export interface Candidate {
  movie: number;
  place: number;
  becauseMovie: number | null;
  becauseGenre: string | null;
}

export function nothingDone(): History {
  const nothing = { liked: new Set<number>(), bookmarked: new Set<number>(), watched: new Set<number>() };
  const wishes = { genres: [], people: [], movies: [], adventure: null };
  return { ratings: new Map(), ...nothing, dismissed: new Set(), wishes, candidates: [] };
}

/** Films that are no news to someone, or that they want to be spared. */
export function isDone({ ratings, watched, dismissed, wishes }: History, movie: number): boolean {
  return ratings.has(movie) || watched.has(movie) || dismissed.has(movie) || wishes.movies.includes(movie);
}

/** Does to a history what happened to it. */
export function applyEvents(history: History, events: readonly EventRecord[]): void {
  for (const { type, data } of events) {
    if (type === ratingSet.name) rate(history, data as DataOf<typeof ratingSet>);
    if (type === ratingRemoved.name) history.ratings.delete((data as DataOf<typeof ratingRemoved>).movie_id);
    if (type === interactionSet.name) doingsOf(history, data as Interaction).add((data as Interaction).movie_id);
    if (type === interactionRemoved.name) doingsOf(history, data as Interaction).delete((data as Interaction).movie_id);
  }
}

function rate({ ratings }: History, { movie_id, rating }: DataOf<typeof ratingSet>): void {
  // What is set again moves to the end.
  ratings.delete(movie_id);
  ratings.set(movie_id, rating);
}

type Interaction = DataOf<typeof interactionRemoved>;

function doingsOf(history: History, { type }: Interaction): Set<number> {
  return history[type as Doing];
}
