import { EntitySchema } from 'typeorm';

export interface RatingRow {
  id: number;
  user_id: number;
  movie_id: number;
  /** 0 to 5 in halves. */
  rating: number;
  created_at: string;
  updated_at: string;
}

const moment = { type: 'timestamptz', default: () => 'now()' } as const;

export const MovieRating = new EntitySchema<RatingRow>({
  name: 'MovieRating',
  tableName: 'movie_ratings',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    movie_id: { type: 'integer' },
    rating: { type: 'real' },
    created_at: moment,
    updated_at: moment,
  },
  foreignKeys: [
    {
      name: 'movie_ratings_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  uniques: [{ name: 'movie_ratings_once', columns: ['user_id', 'movie_id'] }],
  checks: [
    { name: 'movie_ratings_in_halves', expression: 'rating >= 0 AND rating <= 5 AND rating * 2 = floor(rating * 2)' },
  ],
  indices: [
    { name: 'movie_ratings_of_movie', columns: ['movie_id'] },
    { name: 'movie_ratings_updated_at', columns: ['updated_at'] },
    { name: 'movie_ratings_of_user', synchronize: false, columns: ['user_id', 'updated_at', 'id'] },
  ],
});
