// Favourites, watchlist and watched films.
import { type Static, Type } from 'typebox';
import { CalendarDate, Id, Nullable, Paging, Timestamp } from '../../fields.ts';
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

export const DiaryQuery = Type.Object({
  sort: Type.Optional(
    Type.Enum(['newest', 'watched'], {
      default: 'newest',
      description: 'By when it was added, or by when it was watched.',
    }),
  ),
  ...Paging,
});
export type DiaryQuery = Static<typeof DiaryQuery>;
