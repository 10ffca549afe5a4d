// Reads films whole, many at once, in one statement.
import type { Mine, Movie, MovieInFull } from '@movies/contract';
import type { Sql } from '@movies/service-kit';
import { imageUrl } from '../tmdb/images.ts';
import type { MovieRow } from './movie.entity.ts';

const CAST_IN_LISTS = 5;
const CAST_IN_FULL = 100;

/** In the order of the ids; one that is not there is left out. */
export async function moviesByIds(sql: Sql, ids: readonly number[]): Promise<Movie[]> {
  return ids.length === 0 ? [] : (await read(sql, ids, CAST_IN_LISTS)).map(movieOf);
}

export async function movieInFull(sql: Sql, id: number): Promise<MovieInFull | undefined> {
  const [found] = await read(sql, [id], CAST_IN_FULL);
  return found && { ...movieOf(found), histogram: found.histogram };
}

interface FoundMovie extends MovieRow {
  rating: number | null;
  rating_count: number;
  review_count: number;
  histogram: number[];
  standing: number;
  genres: { id: number; name: string }[];
  directors: { id: number; name: string }[];
  players: { id: number; name: string; character: string; profile_path: string }[];
}

async function read(sql: Sql, ids: readonly number[], mostCast: number): Promise<FoundMovie[]> {
  return sql.rows<FoundMovie>(READ, [ids, mostCast]);
}

const READ = `
  SELECT m.id, m.tmdb_id, m.imdb_id, m.media_type, m.title, m.original_title, m.overview, m.tagline, m.poster_path,
    m.poster_url, m.backdrop_path, m.backdrop_url, m.release_date, m.runtime, m.vote_average, m.vote_count,
    m.original_language, m.budget, m.revenue, m.release_status, m.production_companies, m.production_countries,
    m.spoken_languages, m.created_by, m.created_at, m.updated_at,
    round(s.mean::numeric, 1)::float8 AS rating, s.rating_count, s.review_count, s.histogram,
    round(s.popularity::numeric, 3)::float8 AS standing,
    coalesce(g.genres, '[]') AS genres, coalesce(d.directors, '[]') AS directors, coalesce(c.players, '[]') AS players
  FROM unnest($1::integer[]) WITH ORDINALITY AS wanted (id, place)
  JOIN movies m ON m.id = wanted.id
  JOIN movie_scores s ON s.movie_id = m.id
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', genres.id, 'name', genres.name) ORDER BY mg.place) AS genres
    FROM movie_genres mg JOIN genres ON genres.id = mg.genre_id WHERE mg.movie_id = m.id
  ) g ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', people.id, 'name', people.name) ORDER BY credits.place) AS directors
    FROM credits JOIN people ON people.id = credits.person_id
    WHERE credits.movie_id = m.id AND credits.role = 'director'
  ) d ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', people.id, 'name', people.name, 'character', credits.character,
      'profile_path', people.profile_path) ORDER BY credits.place) AS players
    FROM credits JOIN people ON people.id = credits.person_id
    WHERE credits.movie_id = m.id AND credits.role = 'cast' AND credits.place < $2
  ) c ON true
  ORDER BY wanted.place`;

function movieOf({ histogram: _, standing, players, ...movie }: FoundMovie): Movie {
  return {
    ...movie,
    description: movie.overview,
    vote_average: movie.vote_average === null ? null : Number(movie.vote_average.toFixed(3)),
    popularity: standing,
    genre: movie.genres[0]?.name ?? '',
    genre_ids: movie.genres.map(({ id }) => id),
    poster_url: movie.poster_url || imageUrl(movie.poster_path, 'w500'),
    backdrop_url: movie.backdrop_url || imageUrl(movie.backdrop_path, 'w1280'),
    cast: players.map(({ profile_path, ...player }) => ({ ...player, profile_url: imageUrl(profile_path, 'w185') })),
  };
}

/** Adds what a member has done with each film. */
export async function withMine<M extends Movie>(sql: Sql, userId: number | undefined, movies: M[]): Promise<M[]> {
  if (userId === undefined || movies.length === 0) return movies;
  const rows = await sql.rows<Mine & { id: number }>(MINE, [userId, movies.map(({ id }) => id)]);
  const mine = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  return movies.map((movie) => ({ ...movie, my: mine.get(movie.id) ?? NOTHING }));
}

const NOTHING: Mine = { rating: null, review_id: null, favorite: false, watchlist: false, watched: false };

const MINE = `
  SELECT wanted.id, rating.rating, review.id AS review_id,
    coalesce('liked' = ANY (done.types), false) AS favorite,
    coalesce('bookmarked' = ANY (done.types), false) AS watchlist,
    coalesce('watched' = ANY (done.types), false) AS watched
  FROM unnest($2::integer[]) AS wanted (id)
  LEFT JOIN movie_ratings rating ON rating.user_id = $1 AND rating.movie_id = wanted.id
  LEFT JOIN movie_reviews review ON review.user_id = $1 AND review.movie_id = wanted.id
  LEFT JOIN LATERAL (
    SELECT array_agg(interaction_type) AS types FROM user_movie_interactions
    WHERE user_id = $1 AND movie_id = wanted.id
  ) done ON true`;
