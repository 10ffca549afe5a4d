// The words of a person’s page, in English. They come with those pages.

import { format } from '../format.ts';
import { many } from './counting.ts';

export const person = {
  since: (at: string) => `Here since ${format.month(at.slice(0, 10))}`,
  edit: 'Edit my profile',
  together: (name: string) => `What to watch with ${name}`,
  ratings: 'Ratings',
  reviews: 'Reviews',
  favorites: 'Favourites',
  watchlist: 'Watchlist',
  taste: 'Taste at a glance',
  spread: 'How the stars fall',
  spreadText: (mean: number, count: number) =>
    `${format.mean(mean)} on average, over ${many(count, 'rating', 'ratings')}`,
  spreadLatest: (mean: number, count: number) =>
    `${format.mean(mean)} on average, over the latest ${format.count(count)} ratings`,
  genres: 'Watches most',
  genre: (name: string, count: number, mean: number) =>
    `${name}: ${many(count, 'film', 'films')}, ${format.mean(mean)} on average`,
  decades: 'Lives in',
  decadeShort: (year: number) => `’${String(year % 100).padStart(2, '0')}`,
  decadeBar: (year: number, count: number) => `${year}s: ${many(count, 'film', 'films')}`,
  directors: 'Comes back to',
  films: (count: number) => many(count, 'film', 'films'),
  best: 'Rated highest',
  latest: 'Rated lately',
  loves: 'Favourite films',
  likes: 'Says to love',
  allReviews: (name: string) => `Reviews by ${name}`,
  noReviews: 'No reviews yet',
  noRatings: (name: string) => `${name} has not rated anything yet`,
  noRatingsMore: 'As soon as there are ratings, their taste shows here.',
  gone: 'This person is not here',
  goneMore: 'The account may have been deleted, or it never was.',
};
