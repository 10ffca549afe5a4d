// What someone may like, and why.
import { type Static, Type } from 'typebox';
import { Id, Line, Nullable, Text, Timestamp } from '../fields.ts';
import { Genre } from '../movies/schemas/movies.ts';

/** As much of a film as a list of recommendations shows. */
const RecommendedMovie = Type.Object({
  id: Id,
  title: Type.String(),
  media_type: Type.String(),
  release_date: Nullable(Type.String()),
  genre: Type.String(),
  genres: Type.Array(Genre),
  directors: Type.Array(Type.String()),
  original_language: Type.String(),
  rating: Nullable(Type.Number({ description: 'The mean of all ratings, 0 to 5, one decimal.' })),
  rating_count: Type.Integer(),
  poster_url: Type.String(),
});

export const Reason = Type.Object({
  kind: Type.Enum(['because_you_rated', 'genre', 'actor', 'popular', 'people_like_you']),
  text: Type.String(),
  movie: Type.Optional(Type.Object({ id: Id, title: Type.String() })),
  genre: Type.Optional(Type.String()),
  actor: Type.Optional(Type.String()),
});
export type Reason = Static<typeof Reason>;

export const Recommendation = Type.Object({
  movie: RecommendedMovie,
  score: Type.Number({ description: 'Higher is more; only to be compared within one answer.' }),
  predicted_rating: Nullable(Type.Number()),
  reason: Reason,
});
export type Recommendation = Static<typeof Recommendation>;

const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 }));

export const ForMeQuery = Type.Object({
  limit: Limit,
  genre: Type.Optional(Text({ max: 60, description: "A genre's name or id." })),
  media_type: Type.Optional(Type.Enum(['movie', 'tv'])),
  year_from: Type.Optional(Type.Integer({ minimum: 1800, maximum: 2200 })),
  year_to: Type.Optional(Type.Integer({ minimum: 1800, maximum: 2200 })),
  exclude: Type.Optional(
    Text({ max: 60, description: 'What else to leave out: `watchlist`, `favorites`, or both with a comma.' }),
  ),
  adventure: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'From well known (0) to surprising (1).' }),
  ),
});
export type ForMeQuery = Static<typeof ForMeQuery>;

export const SimilarQuery = Type.Object({ limit: Limit });

export const Prediction = Type.Object({
  movie_id: Id,
  predicted_rating: Nullable(Type.Number()),
  confidence: Type.Number({ minimum: 0, maximum: 1, description: 'How sure we are, from 0 to 1.' }),
  spread: Nullable(Type.Number({ description: 'Give or take so many stars.' })),
});
export type Prediction = Static<typeof Prediction>;

export const GroupRequest = Type.Object(
  {
    user_ids: Type.Array(Id, { minItems: 2, maxItems: 10, uniqueItems: true }),
    vetoes: Type.Optional(Type.Array(Id, { maxItems: 500 })),
    limit: Limit,
  },
  { additionalProperties: false },
);
export type GroupRequest = Static<typeof GroupRequest>;

export const GroupRecommendation = Type.Object({
  movie: RecommendedMovie,
  score: Type.Number(),
  predicted_ratings: Type.Array(Type.Object({ user_id: Id, rating: Nullable(Type.Number()) })),
  reason: Reason,
});
export type GroupRecommendation = Static<typeof GroupRecommendation>;

export const Scorecard = Type.Object({
  predictions: Type.Integer({ description: 'How many of my ratings had been predicted before I gave them.' }),
  rmse: Nullable(Type.Number()),
  mean_error: Nullable(Type.Number({ description: 'Above zero: we thought I would like films more than I did.' })),
  within_half_a_star: Nullable(Type.Number({ description: 'The share of predictions that were that near.' })),
  latest: Type.Array(
    Type.Object({
      movie: Type.Object({ id: Id, title: Type.String() }),
      predicted_rating: Type.Number(),
      rating: Type.Number(),
      at: Timestamp,
    }),
  ),
});
export type Scorecard = Static<typeof Scorecard>;

export const TrainRequest = Type.Object({ reason: Type.Optional(Line({ max: 200 })) }, { additionalProperties: false });

export const TrainingRun = Type.Object({
  id: Id,
  status: Type.Enum(['queued', 'running', 'promoted', 'kept_current', 'failed']),
  started_at: Nullable(Timestamp),
  seconds: Nullable(Type.Number()),
  ratings: Nullable(Type.Integer()),
  people: Nullable(Type.Integer()),
  movies: Nullable(Type.Integer()),
  metrics: Type.Record(Type.String(), Type.Number()),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  reason: Type.String(),
  error: Type.Optional(Type.String()),
});
export type TrainingRun = Static<typeof TrainingRun>;
