import { EntitySchema } from 'typeorm';

/** Which film here a data set means by a number of its own. */
export const MovieLensMovie = new EntitySchema<{ data_set: string; movielens_id: number; movie_id: number }>({
  name: 'MovieLensMovie',
  tableName: 'movielens_movies',
  columns: {
    data_set: { type: 'varchar', length: 20, primary: true },
    movielens_id: { type: 'integer', primary: true },
    movie_id: { type: 'integer' },
  },
  foreignKeys: [
    {
      name: 'movielens_movies_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'movielens_movies_of_movie', columns: ['movie_id'] }],
});

/** How many lines of a file of ratings are in. */
export const MovieLensProgress = new EntitySchema<{ file: string; lines: number }>({
  name: 'MovieLensProgress',
  tableName: 'movielens_progress',
  columns: {
    file: { type: 'varchar', length: 255, primary: true },
    lines: { type: 'integer' },
  },
});
