// What anyone may see.
import * as accounts from '../../accounts/operations.ts';
import * as movies from '../../movies/operations.ts';
import * as notifications from '../../notifications/operations.ts';
import * as recommendations from '../../recommendations/operations.ts';
import { type Chapter, everyName, step } from '../step.ts';

const SPIRITED_AWAY = { id: '129' };

export const lookingAround: Chapter = {
  title: 'Looking around',
  steps: [
    step(accounts.authStatus),
    step(movies.movieStatus),
    step(recommendations.recommendationStatus),
    step(notifications.notificationStatus),
    step(accounts.tokenKeys),
    ...everyName(movies.listMovies, { query: { genre: 'Animation', sort: 'rating', limit: 5 } }),
    ...everyName(movies.popularMovies, { query: { limit: 5 } }),
    step(movies.trendingMovies, { query: { limit: 5 } }),
    ...everyName(movies.searchMovies, { query: { title: 'the godfather', min_rating: 1, limit: 5 } }),
    ...everyName(movies.listGenres),
    ...everyName(movies.getMovie, { params: SPIRITED_AWAY }),
    ...everyName(recommendations.similarMovies, { params: SPIRITED_AWAY, query: { limit: 5 } }),
    step(movies.reviewsOfMovie, { params: SPIRITED_AWAY, query: { sort: 'likes', limit: 5 } }),
    step(movies.latestReviews, { query: { limit: 5 } }),
  ],
};
