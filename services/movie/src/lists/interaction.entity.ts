import { EntitySchema } from 'typeorm';

/** `liked`: a favourite; `bookmarked`: on the watchlist. */
export type InteractionType = 'liked' | 'bookmarked' | 'watched';

export interface InteractionRow {
  id: number;
  user_id: number;
  movie_id: number;
  interaction_type: InteractionType;
  watched_at: string | null;
  created_at: string;
}

export const UserMovieInteraction = new EntitySchema<InteractionRow>({
  name: 'UserMovieInteraction',
  tableName: 'user_movie_interactions',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    movie_id: { type: 'integer' },
    interaction_type: { type: 'varchar', length: 50 },
    watched_at: { type: 'date', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [
    {
      name: 'user_movie_interactions_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  uniques: [{ name: 'user_movie_interactions_once', columns: ['user_id', 'movie_id', 'interaction_type'] }],
  checks: [
    { name: 'user_movie_interactions_type', expression: `interaction_type IN ('liked', 'bookmarked', 'watched')` },
  ],
  indices: [
    { name: 'user_movie_interactions_of_movie', columns: ['movie_id'] },
    { name: 'user_movie_interactions_created_at', columns: ['created_at'] },
    {
      name: 'user_movie_interactions_of_user',
      synchronize: false,
      columns: ['user_id', 'interaction_type', 'created_at', 'id'],
    },
  ],
});
