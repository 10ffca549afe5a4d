// The words of the pages about what is mine, in English. They come with those pages.

import { format } from '../format.ts';
import { many } from './counting.ts';

const lists = {
  count: (count: number) => many(count, 'film', 'films'),
  added: (at: string) => `Added ${format.ago(at)}`,
  removeNamed: (title: string) => `Remove ${title}`,
  removed: {
    favorites: (title: string) => `${title} is not among your favourites any more`,
    watchlist: (title: string) => `${title} is off your watchlist`,
    watched: (title: string) => `${title} is out of your diary`,
  },
  back: (title: string) => `${title} is back`,
  watched: 'Seen it',
  watchedNow: (title: string) => `${title} is in your diary, with today’s date`,
  favorites: {
    title: 'Favourites',
    lead: 'The films you would defend at any dinner table.',
    empty: 'No favourites yet',
    emptyMore:
      'Press the heart on the page of a film, and it is kept here. Favourites also tell your recommendations what you love.',
  },
  watchlist: {
    title: 'Watchlist',
    lead: 'What you mean to watch, the latest on top.',
    empty: 'Nothing to watch yet',
    emptyMore: 'Press the bookmark on the page of a film, and it waits for you here until the right evening.',
  },
  browse: 'Browse the catalogue',
  suggest: 'See what suits you',
};

const diary = {
  title: 'Diary',
  lead: 'What you watched, and when.',
  add: 'Add a film',
  film: 'Film',
  filmHint: 'Begin to type its title.',
  when: 'Watched on',
  whenHint: 'Leave it empty if you do not remember.',
  save: 'Write it down',
  choose: 'Choose a film first.',
  noted: (title: string) => `${title} is in your diary`,
  dated: (title: string, date: string) => `${title}: watched on ${format.date(date)}`,
  undated: (title: string) => `${title} has no date any more`,
  editDate: (title: string) => `Change when you watched ${title}`,
  saveDate: 'Save',
  noDate: 'No date',
  sometime: 'Some time',
  empty: 'An empty diary',
  emptyMore:
    'Write down the last film you watched: the date is optional, the memory is not. Exports of other sites bring theirs along.',
  import: 'Bring a diary from elsewhere',
};

const reviews = {
  title: 'Ratings and reviews',
  everyoneTitle: 'Reviews',
  lead: 'Everything you have an opinion on, and where to change your mind.',
  everyoneLead: 'What the house thinks of what it saw, the latest first unless you say otherwise.',
  views: 'Whose',
  view: { ratings: 'My ratings', reviews: 'My reviews', everyone: 'Everyone’s' },
  sort: 'Order',
  ratingSorts: { newest: 'Latest first', title: 'By title', rating: 'Best first' },
  reviewSorts: { newest: 'Latest first', likes: 'Most liked', rating: 'Best rated' },
  ratings: (count: number) => many(count, 'rating', 'ratings'),
  reviews: (count: number) => many(count, 'review', 'reviews'),
  rated: (at: string) => `Rated ${format.ago(at)}`,
  stars: (title: string) => `Your rating of ${title}`,
  noRatings: 'You have not rated anything yet',
  noRatingsMore: 'Ten films you know are enough for recommendations that are yours. It takes a minute.',
  rateTen: 'Rate ten films',
  noReviews: 'You have not reviewed anything yet',
  noReviewsMore: 'Find a film you cannot stop thinking about, and say why.',
  findFilm: 'Find a film',
  noneAtAll: 'Nobody has written a review yet',
  noneAtAllMore: 'Be the first: choose a film and say what it did to you.',
  editing: (title: string) => `Your review of ${title}`,
};

export const me = {
  undo: 'Undo',
  save: 'Save',
  saved: 'Saved',
  edit: 'Edit',
  add: 'Add',
  more: 'Show more',
  shown: (shown: number, total: number) => `${format.count(shown)} of ${format.count(total)}`,
  lists,
  diary,
  reviews,
};
