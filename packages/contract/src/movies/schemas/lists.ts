// Favourites, watchlist and watched films.
import { type Static, Type } from 'typebox';
import { CalendarDate, Id, Nullable, Timestamp } from '../../fields.ts';
import { Movie } from './movies.ts';

export const ListedMovie = Type.Object({
  movie: Movie,
  created_at: Timestamp,
  watched_at: Type.Optional(Nullable(CalendarDate)),
});
export type ListedMovie = Static<typeof ListedMovie>;

export const MovieToList = Type.Object({ movie_id: Id }, { additionalProperties: false });
export const WatchedMovie = Type.Object(
  { movie_id: Id, watched_at: Type.Optional(Nullable(CalendarDate)) },
  { additionalProperties: false },
);
export type WatchedMovie = Static<typeof WatchedMovie>;
