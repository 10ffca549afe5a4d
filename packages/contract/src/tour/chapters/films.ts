// What members do with films.
import * as movies from '../../movies/operations.ts';
import { kept } from '../kept.ts';
import { alias, type Chapter, everyName, step } from '../step.ts';

const SPIRITED_AWAY = { id: '129' };
const MATRIX = { id: '603' };
const MINE = { id: '{{movie_id}}' };

export const addingFilms: Chapter = {
  title: 'Adding a film',
  steps: [
    step(movies.createMovie, {
      body: {
        title: 'The Long Way Home {{run}}',
        description: 'Two projectionists carry a film across a country.',
        genres: ['Drama'],
        release_date: '2024-05-17',
        runtime: 112,
        directors: ['Ada L.'],
      },
      keeps: { movie_id: 'answer.id' },
    }),
    step(movies.updateMovie, { params: MINE, body: { tagline: 'Reel by reel.' } }),
  ],
};

export const rating: Chapter = {
  title: 'Rating',
  steps: [
    ...everyName(movies.rateMovie, { params: SPIRITED_AWAY, body: { rating: 4.5 } }),
    ...everyName(movies.myRating, { params: SPIRITED_AWAY }),
    step(movies.myRatings, { query: { sort: 'title' } }),
    step(movies.ratingsOf, { params: { id: kept('user_id') } }),
    step(movies.takeBackRating, { params: SPIRITED_AWAY }),
    alias(movies.rateMovie, 1, { title: 'Rate it again', params: SPIRITED_AWAY, body: { rating: 4 } }),
    alias(movies.takeBackRating, 1, { params: SPIRITED_AWAY }),
    alias(movies.rateMovie, 1, { title: 'Rate it once more', params: SPIRITED_AWAY, body: { rating: 5 } }),
    alias(movies.takeBackRating, 2, { params: SPIRITED_AWAY }),
    step(movies.rateMovie, { title: 'Rate it to stay', params: SPIRITED_AWAY, body: { rating: 5 } }),
  ],
};

export const lists: Chapter = {
  title: 'Lists',
  steps: [
    ...everyName(movies.addFavorite, { body: { movie_id: 129 } }),
    alias(movies.addFavorite, 1, { title: 'Another favourite', body: { movie_id: 603 } }),
    ...everyName(movies.myFavorites),
    step(movies.removeFavorite, { params: SPIRITED_AWAY }),
    alias(movies.removeFavorite, 1, { params: MATRIX }),
    ...everyName(movies.addToWatchlist, { body: { movie_id: 129 } }),
    alias(movies.addToWatchlist, 1, { title: 'Another one for later', body: { movie_id: 603 } }),
    ...everyName(movies.myWatchlist),
    step(movies.removeFromWatchlist, { params: SPIRITED_AWAY }),
    alias(movies.removeFromWatchlist, 1, { params: MATRIX }),
    step(movies.addWatched, { body: { movie_id: 129, watched_at: '2024-02-29' } }),
    step(movies.myWatched),
    step(movies.removeWatched, { params: SPIRITED_AWAY }),
  ],
};

const CSV = 'Title,Year,Rating10\nSeven Samurai,1954,10\nRan,1985,9\n';

export const importing: Chapter = {
  title: 'Bringing ratings from elsewhere',
  steps: [
    step(movies.startImport, { file: { name: 'mine.csv', content: CSV }, keeps: { import_id: 'answer.id' } }),
    step(movies.myImports),
    step(movies.importReport, { params: { id: kept('import_id') }, until: "answer.status === 'done'" }),
    step(movies.undoImport, { params: { id: kept('import_id') } }),
  ],
};

export const removingFilms: Chapter = {
  title: 'Removing a film',
  steps: [step(movies.deleteMovie, { params: MINE })],
};
