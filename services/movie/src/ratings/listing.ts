// What someone has rated, with the films.
import type { RatedMovie, RatingListQuery } from '@movies/contract';
import { pageOf } from '@movies/service-kit';
import { moviesByIds, withMine } from '../catalogue/movies.repository.ts';
import type { Context } from '../context.ts';
import { refuseGone } from '../members/people.ts';
import { pageOfRatings } from './ratings.repository.ts';

export interface RatedMovies {
  rated: RatedMovie[];
  total: number;
}

export async function ratingsOf(context: Context, userId: number, query: RatingListQuery): Promise<RatedMovies> {
  await refuseGone(context.database, userId);
  return listRatings(context, userId, query, undefined);
}

/** `viewerId`: whose own doings are shown with each film. */
export async function listRatings(
  { database }: Context,
  userId: number,
  query: RatingListQuery,
  viewerId: number | undefined,
): Promise<RatedMovies> {
  const { ratings, total } = await pageOfRatings(database, userId, { sort: query.sort, ...pageOf(query) });
  const found = await moviesByIds(
    database,
    ratings.map(({ movie_id }) => movie_id),
  );
  const movies = new Map((await withMine(database, viewerId, found)).map((movie) => [movie.id, movie]));
  const rated = ratings.flatMap(({ movie_id, ...rest }) => {
    const movie = movies.get(movie_id);
    // Deleted between the two looks.
    return movie ? [{ movie, ...rest }] : [];
  });
  return { rated, total };
}
