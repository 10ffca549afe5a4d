export { type Film, saveFilms } from './catalogue/saving.ts';
export { findTrends } from './catalogue/trends.ts';
export type { Context } from './context.ts';
export { saveAuthors } from './members/authors.ts';
export { runMovieLens } from './movielens/command.ts';
export { saveRatings } from './ratings/bulk.ts';
export { saveComments, saveReviews } from './reviews/bulk.ts';
export { catalogueSettings, MovieSettings } from './settings.ts';
export { startMovie } from './start.ts';
