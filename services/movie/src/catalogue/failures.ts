// What can go wrong with films.
import { AppError, invalidField } from '@movies/service-kit';

export const movieMissing = () => new AppError('missing', 'movie_not_found', 'Movie not found');
export const movieExists = () =>
  new AppError('conflict', 'movie_exists', 'There is a movie with this IMDb id already.');
export const notYours = () =>
  new AppError('forbidden', 'not_yours', 'Only who added this movie, and staff, may change or delete it.');
export const genreMissing = (field: string, id: number) =>
  invalidField('unknown_genre', field, `There is no genre ${id}.`);
