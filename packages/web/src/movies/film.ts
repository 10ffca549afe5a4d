// As much of a film as a card shows; lists and recommendations both have it.
import type { PosterFacts } from '../posters/canvas.ts';
import { yearOf } from '../words/index.ts';

export interface Film {
  id: number;
  title: string;
  media_type: string;
  release_date: string | null;
  genres: readonly { id: number; name: string }[];
  directors: readonly (string | { name: string })[];
  rating: number | null;
  rating_count: number;
  poster_url: string;
}

export function factsOf({ id, title, release_date, genres, directors }: Film): PosterFacts {
  return {
    id,
    title,
    year: yearOf(release_date),
    genres: genres.map(({ name }) => name),
    directors: directors.map((director) => (typeof director === 'string' ? director : director.name)),
  };
}
