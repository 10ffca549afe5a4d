// Films as the movie service tells of them, each another one.
import type { MovieFacts } from '@movies/contract';

let movies = 0;

export function aMovie(facts: Partial<MovieFacts> = {}): MovieFacts {
  movies += 1;
  const none = { release_date: null, vote_average: null, tmdb_id: null, imdb_id: null };
  const empty = { genres: [], directors: [], cast: [], popularity: 0, vote_count: 0, original_language: 'en' };
  const film = { movie_id: movies, media_type: 'movie', title: `Film ${movies}`, poster_url: '' };
  return { ...film, ...none, ...empty, ...facts };
}
