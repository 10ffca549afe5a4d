// What ratings say of a taste: how the stars fall, and what it comes back to.
import type { RatedMovie } from '@movies/contract';
import { yearOf } from '../../words/format.ts';

export interface Share {
  name: string;
  count: number;
  mean: number;
}

export interface Taste {
  count: number;
  mean: number;
  /** How many of 0, 0.5, 1, … 5 stars. */
  spread: number[];
  genres: Share[];
  directors: Share[];
  decades: { decade: number; count: number }[];
}

const MOST_GENRES = 6;
const MOST_DIRECTORS = 5;
/** Once is no habit. */
const FEWEST_FILMS_OF_A_DIRECTOR = 2;

type Rated = Pick<RatedMovie, 'rating'> & {
  movie: Pick<RatedMovie['movie'], 'genres' | 'directors' | 'release_date'>;
};

export function tasteOf(ratings: readonly Rated[]): Taste {
  const spread = Array.from(
    { length: 11 },
    (_, halves) => ratings.filter(({ rating }) => rating * 2 === halves).length,
  );
  const directors = sharesOf(ratings, ({ movie }) => movie.directors.map(({ name }) => name));
  return {
    count: ratings.length,
    mean: meanOf(ratings),
    spread,
    genres: sharesOf(ratings, ({ movie }) => movie.genres.map(({ name }) => name)).slice(0, MOST_GENRES),
    directors: directors.filter(({ count }) => count >= FEWEST_FILMS_OF_A_DIRECTOR).slice(0, MOST_DIRECTORS),
    decades: decadesOf(ratings),
  };
}

function meanOf(ratings: readonly Rated[]): number {
  return ratings.reduce((sum, { rating }) => sum + rating, 0) / (ratings.length || 1);
}

/** The most frequent first, and of those as frequent the better loved. */
function sharesOf(ratings: readonly Rated[], namesIn: (rated: Rated) => string[]): Share[] {
  const byName = new Map<string, Rated[]>();
  for (const rated of ratings) {
    for (const name of namesIn(rated)) byName.set(name, [...(byName.get(name) ?? []), rated]);
  }
  return [...byName]
    .map(([name, of]) => ({ name, count: of.length, mean: meanOf(of) }))
    .toSorted((a, b) => b.count - a.count || b.mean - a.mean);
}

/** From the first to the last that has a film, those between as well. */
function decadesOf(ratings: readonly Rated[]): Taste['decades'] {
  const decades = ratings
    .map(({ movie }) => Math.floor(yearOf(movie.release_date) / 10) * 10)
    .filter((decade) => decade > 0);
  if (decades.length === 0) return [];
  const first = Math.min(...decades);
  return Array.from({ length: (Math.max(...decades) - first) / 10 + 1 }, (_, at) => {
    const decade = first + at * 10;
    return { decade, count: decades.filter((one) => one === decade).length };
  });
}
