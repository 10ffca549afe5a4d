import { EntitySchema } from 'typeorm';

const moment = { type: 'timestamptz', default: () => 'now()' } as const;
const whose = {
  user_id: { type: 'integer', primary: true },
  movie_id: { type: 'integer', primary: true },
} as const;

/** A film that someone does not want to be shown. */
export const Dismissal = new EntitySchema({
  name: 'Dismissal',
  tableName: 'dismissals',
  columns: { ...whose, created_at: moment },
  foreignKeys: [
    {
      name: 'dismissals_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'dismissals_of_movie', columns: ['movie_id'] }],
});

/** The best for someone, kept for when the models are away. */
export const Prediction = new EntitySchema({
  name: 'Prediction',
  tableName: 'predictions',
  columns: {
    ...whose,
    predicted_rating: { type: 'double precision', nullable: true },
    score: { type: 'double precision' },
    place: { type: 'smallint' },
    reason: { type: 'jsonb' },
    model_id: { type: 'integer' },
    created_at: moment,
  },
  indices: [
    // Its order, the best first, can't be said here.
    { name: 'predictions_best', synchronize: false, columns: ['user_id', 'predicted_rating'] },
    { name: 'predictions_of_movie', columns: ['movie_id'] },
  ],
});

/** What we thought someone would give, beside what they gave then. */
export const Forecast = new EntitySchema({
  name: 'Forecast',
  tableName: 'forecasts',
  columns: {
    ...whose,
    predicted_rating: { type: 'double precision' },
    rating: { type: 'double precision' },
    rated_at: { type: 'timestamptz' },
  },
  indices: [
    { name: 'forecasts_of_user', columns: ['user_id', 'rated_at'] },
    { name: 'forecasts_of_movie', columns: ['movie_id'] },
  ],
});

/** A film of TMDb for a member, while few are known here. */
export const Candidate = new EntitySchema({
  name: 'Candidate',
  tableName: 'candidates',
  columns: {
    ...whose,
    place: { type: 'smallint' },
    because_movie: { type: 'integer', nullable: true },
    because_genre: { type: 'varchar', length: 60, nullable: true },
    created_at: moment,
  },
  indices: [{ name: 'candidates_of_movie', columns: ['movie_id'] }],
});
