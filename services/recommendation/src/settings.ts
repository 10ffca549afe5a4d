// The environment of this service.
import { port, shared, whereIs } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const trainingSettings = {
  TRAINING_HOURS: Type.Number({
    minimum: 0,
    maximum: 8760,
    default: 24,
    description:
      'A model older than this is trained anew, if anybody has rated anything since; sooner where much has changed. `0`: only when staff ask.',
  }),
  TRAINING_MEMORY_MB: Type.Integer({
    minimum: 64,
    maximum: 1_000_000,
    default: 6_144,
    description: 'How much memory a training may use, in MB. It has a process of its own, which ends afterwards.',
  }),
  TRAINING_THREADS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 0,
    description: 'How many threads a training uses; `0` for as many as there are cores, at most 8.',
  }),
};

export const RecommendationSettings = Type.Object({
  PORT: port(8103, 'Port to listen on.'),
  ...shared,
  ...trainingSettings,
  AUTH_URL: whereIs('auth', 8101),
  MOVIE_URL: whereIs('movie', 8102),
});
export type RecommendationSettings = Static<typeof RecommendationSettings>;
