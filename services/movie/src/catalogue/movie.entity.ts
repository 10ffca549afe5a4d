import { EntitySchema } from 'typeorm';

/** A film or a show, as it is stored. */
export interface MovieRow {
  id: number;
  tmdb_id: number | null;
  imdb_id: string | null;
  media_type: 'movie' | 'tv';
  title: string;
  original_title: string;
  overview: string;
  tagline: string;
  /** What whoever added it says it is worth; it stands until someone rates. */
  given_rating: number | null;
  poster_path: string;
  poster_url: string;
  backdrop_path: string;
  backdrop_url: string;
  release_date: string | null;
  runtime: number | null;
  vote_average: number | null;
  vote_count: number;
  popularity: number;
  original_language: string;
  budget: number | null;
  revenue: number | null;
  release_status: string;
  production_companies: { name: string }[];
  production_countries: { iso_3166_1: string; name: string }[];
  spoken_languages: { iso_639_1: string; name: string }[];
  /** Nobody where it is mirrored from TMDb. */
  created_by: number | null;
  /** When it was last taken from TMDb. */
  synced_at: string | null;
  created_at: string;
  updated_at: string;
  /** By which it is sorted; `refresh_search` writes it. */
  search_title: string;
}

const text = (length: number) => ({ type: 'varchar', length, default: '' }) as const;
const moment = { type: 'timestamptz', default: () => 'now()' } as const;
const list = { type: 'jsonb', default: [] } as const;
const elsewhere = (name: string, columns: string[]) => ({ name, synchronize: false, columns });

export const Movie = new EntitySchema<MovieRow>({
  name: 'Movie',
  tableName: 'movies',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    tmdb_id: { type: 'integer', nullable: true },
    imdb_id: { type: 'varchar', length: 12, nullable: true },
    media_type: { type: 'varchar', length: 10, default: 'movie' },
    title: { type: 'varchar', length: 500 },
    original_title: text(500),
    overview: { type: 'text', default: '' },
    tagline: text(500),
    given_rating: { type: 'real', nullable: true },
    poster_path: text(255),
    poster_url: text(2000),
    backdrop_path: text(255),
    backdrop_url: text(2000),
    release_date: { type: 'date', nullable: true },
    runtime: { type: 'integer', nullable: true },
    vote_average: { type: 'real', nullable: true },
    vote_count: { type: 'integer', default: 0 },
    popularity: { type: 'double precision', default: 0 },
    original_language: text(3),
    budget: { type: 'bigint', nullable: true },
    revenue: { type: 'bigint', nullable: true },
    release_status: text(40),
    production_companies: list,
    production_countries: list,
    spoken_languages: list,
    created_by: { type: 'integer', nullable: true },
    synced_at: { type: 'timestamptz', nullable: true },
    created_at: moment,
    updated_at: moment,
    search_title: { type: 'text', default: '' },
  },
  uniques: [
    { name: 'movies_tmdb_unique', columns: ['media_type', 'tmdb_id'] },
    { name: 'movies_imdb_unique', columns: ['imdb_id'] },
  ],
  checks: [{ name: 'movies_media_type', expression: `media_type IN ('movie', 'tv')` }],
  indices: [
    { name: 'movies_title', columns: ['search_title', 'id'] },
    { name: 'movies_release_date', columns: ['release_date', 'id'] },
    { name: 'movies_original_language', columns: ['original_language'] },
    elsewhere('movies_created_by', ['created_by']),
    elsewhere('movies_synced_at', ['synced_at']),
    elsewhere('movies_latest', ['release_date', 'id']),
    elsewhere('movies_plain_title', ['title']),
    elsewhere('movies_plain_original_title', ['original_title']),
  ],
});

export const Genre = new EntitySchema<{ id: number; name: string }>({
  name: 'Genre',
  tableName: 'genres',
  columns: { id: { type: 'integer', primary: true }, name: { type: 'varchar', length: 255 } },
  uniques: [{ name: 'genres_name_unique', columns: ['name'] }],
  indices: [{ name: 'genres_plain_name', synchronize: false, columns: ['name'] }],
});

/** What searching looks at; `refresh_search` writes it. */
export const MovieSearch = new EntitySchema<{
  movie_id: number;
  title: string;
  original_title: string;
  titles: string;
  people: string;
  fame: number;
}>({
  name: 'MovieSearch',
  tableName: 'movie_search',
  columns: {
    movie_id: { type: 'integer', primary: true },
    title: { type: 'text' },
    original_title: { type: 'text' },
    titles: { type: 'tsvector' },
    people: { type: 'tsvector' },
    fame: { type: 'real' },
  },
  foreignKeys: [
    {
      name: 'movie_search_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [
    elsewhere('movie_search_fame', ['fame', 'movie_id']),
    elsewhere('movie_search_titles', ['titles']),
    elsewhere('movie_search_people', ['people']),
    elsewhere('movie_search_part_of_title', ['title', 'original_title']),
  ],
});

/** Every word of a title or a name, for finding those that are like a misspelt one. */
export const SearchWord = new EntitySchema<{ word: string }>({
  name: 'SearchWord',
  tableName: 'search_words',
  columns: { word: { type: 'text', primary: true } },
  indices: [{ name: 'search_words_like', synchronize: false, columns: ['word'] }],
});

interface MovieGenreRow {
  movie_id: number;
  genre_id: number;
  place: number;
  /** The film's. The database keeps it. */
  release_date: string | null;
}

export const MovieGenre = new EntitySchema<MovieGenreRow>({
  name: 'MovieGenre',
  tableName: 'movie_genres',
  columns: {
    movie_id: { type: 'integer', primary: true },
    genre_id: { type: 'integer', primary: true },
    place: { type: 'smallint' },
    release_date: { type: 'date', nullable: true },
  },
  foreignKeys: [
    {
      name: 'movie_genres_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    { name: 'movie_genres_genre', target: 'Genre', columnNames: ['genre_id'], referencedColumnNames: ['id'] },
  ],
  indices: [{ name: 'movie_genres_of_genre', columns: ['genre_id', 'release_date', 'movie_id'] }],
});

export interface MovieScoresRow {
  movie_id: number;
  rating_count: number;
  rating_sum: number;
  histogram: number[];
  review_count: number;
  mean: number | null;
  popularity: number;
  trend: number;
  /** The film's. */
  release_date: string | null;
}

const count = { type: 'integer', default: 0 } as const;
const sum = { type: 'double precision', default: 0 } as const;

/** What is counted of a film. The database keeps it. */
export const MovieScores = new EntitySchema<MovieScoresRow>({
  name: 'MovieScores',
  tableName: 'movie_scores',
  columns: {
    movie_id: { type: 'integer', primary: true },
    rating_count: count,
    rating_sum: sum,
    histogram: { type: 'integer', array: true, default: '{0,0,0,0,0,0,0,0,0,0,0}' as never },
    review_count: count,
    mean: { type: 'real', nullable: true },
    popularity: sum,
    trend: sum,
    release_date: { type: 'date', nullable: true },
  },
  foreignKeys: [
    {
      name: 'movie_scores_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: ['popularity', 'mean', 'lowest_mean', 'rating_count', 'trend', 'release_date'].map((name) => ({
    name: `movie_scores_${name}`,
    synchronize: false as const,
    columns: [name === 'lowest_mean' ? 'mean' : name],
  })),
});
