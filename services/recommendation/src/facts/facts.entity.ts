import { EntitySchema } from 'typeorm';

/** A film as the movie service tells of it, and the ratings of it that are here. */
export const Movie = new EntitySchema({
  name: 'Movie',
  tableName: 'movies',
  columns: {
    id: { type: 'integer', primary: true },
    media_type: { type: 'varchar', length: 10 },
    title: { type: 'text' },
    release_date: { type: 'date', nullable: true },
    genres: { type: 'jsonb', default: [] },
    directors: { type: 'text', array: true, default: [] },
    people: { type: 'text', array: true, default: [] },
    original_language: { type: 'varchar', length: 10, default: '' },
    popularity: { type: 'double precision', default: 0 },
    vote_average: { type: 'double precision', nullable: true },
    vote_count: { type: 'integer', default: 0 },
    tmdb_id: { type: 'integer', nullable: true },
    imdb_id: { type: 'varchar', length: 20, nullable: true },
    poster_url: { type: 'text', default: '' },
    rating_sum: { type: 'double precision', default: 0 },
    rating_count: { type: 'integer', default: 0 },
    /** Given by the database with every change. */
    revision: { type: 'bigint', default: 0 },
  },
  indices: [
    { name: 'movies_imdb', columns: ['imdb_id'] },
    { name: 'movies_revision', columns: ['revision'] },
  ],
});

/** A member's name, and what they say they like. */
export const Member = new EntitySchema({
  name: 'Member',
  tableName: 'members',
  columns: {
    user_id: { type: 'integer', primary: true },
    username: { type: 'varchar', length: 32, default: '' },
    genres: { type: 'text', array: true, default: [] },
    people: { type: 'text', array: true, default: [] },
    movies: { type: 'integer', array: true, default: [] },
    adventure: { type: 'double precision', nullable: true },
    in_groups: { type: 'boolean', default: true },
    gone: { type: 'boolean', default: false },
  },
});

export const Rating = new EntitySchema({
  name: 'Rating',
  tableName: 'ratings',
  columns: {
    user_id: { type: 'integer', primary: true },
    movie_id: { type: 'integer', primary: true },
    rating: { type: 'double precision' },
    rated_at: { type: 'timestamptz' },
  },
  indices: [{ name: 'ratings_of_movie', columns: ['movie_id'] }],
});

/** A film that someone has among their favourites or on their watchlist, or has watched. */
export const Interaction = new EntitySchema({
  name: 'Interaction',
  tableName: 'interactions',
  columns: {
    user_id: { type: 'integer', primary: true },
    movie_id: { type: 'integer', primary: true },
    type: { type: 'varchar', length: 12, primary: true },
    at: { type: 'timestamptz' },
  },
  indices: [{ name: 'interactions_of_movie', columns: ['movie_id'] }],
});
