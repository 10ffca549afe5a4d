// Movies, ratings, reviews and lists.
export * from './operations/catalogue.ts';
export * from './operations/imports.ts';
export * from './operations/lists.ts';
export * from './operations/moderation.ts';
export * from './operations/ratings.ts';
export * from './operations/reviews.ts';
