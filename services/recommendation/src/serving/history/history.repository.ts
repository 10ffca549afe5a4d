// A member's history in one statement, so that all of it is of one moment, with how far the movie service was followed then.
import type { Sql } from '@movies/service-kit';
import type { Candidate, Doing, History, Wishes } from './history.ts';

interface Found extends Omit<Wishes, never> {
  position: number;
  ratings: [movie: number, rating: number][];
  interactions: [movie: number, type: Doing][];
  dismissed: number[];
  candidates: Candidate[];
}

export interface StoredHistory {
  history: History;
  /** Of the movie service's log. */
  position: number;
}

export async function historyOf(sql: Sql, userId: number): Promise<StoredHistory> {
  const found = (await sql.row<Found>(HISTORY, [userId])) as Found;
  const { position, ratings, interactions, dismissed, candidates, ...wishes } = found;
  const of = (wanted: Doing) => new Set(interactions.flatMap(([movie, type]) => (type === wanted ? [movie] : [])));
  const done = { liked: of('liked'), bookmarked: of('bookmarked'), watched: of('watched') };
  return {
    history: { ratings: new Map(ratings), ...done, dismissed: new Set(dismissed), wishes, candidates },
    position,
  };
}

const HISTORY = `
  SELECT
    coalesce((SELECT position FROM event_cursor WHERE source = 'movie'), 0) AS position,
    coalesce(genres, '{}') AS genres, coalesce(people, '{}') AS people, coalesce(movies, '{}') AS movies, adventure,
    coalesce((SELECT json_agg(json_build_array(movie_id, rating) ORDER BY rated_at, movie_id)
      FROM ratings WHERE user_id = $1), '[]') AS ratings,
    coalesce((SELECT json_agg(json_build_array(movie_id, type) ORDER BY at, movie_id)
      FROM interactions WHERE user_id = $1), '[]') AS interactions,
    coalesce((SELECT json_agg(movie_id ORDER BY movie_id) FROM dismissals WHERE user_id = $1), '[]') AS dismissed,
    coalesce((SELECT json_agg(json_build_object('movie', movie_id, 'place', place, 'becauseMovie', because_movie,
      'becauseGenre', because_genre) ORDER BY movie_id) FROM candidates WHERE user_id = $1), '[]') AS candidates
  FROM (SELECT) AS anyone LEFT JOIN members ON user_id = $1`;
